package io.brickyard.heal.replica;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.brickyard.wire.type.Gfid;

/**
 * The options of cluster/replicate that a healer must follow. Defaults are those of release 10.
 *
 * @param quorum how many bricks make a quorum; 0 without quorum
 * @param granular whether bricks note which names of a directory changed
 * @param anonymousInode whether inodes whose names went are kept in a directory for them
 * @param volumeId of the volume, if the file has it
 * @param blockBytes how much of a file is healed under one lock
 * @param checksums false to send blocks without comparing them first
 */
public record ReplicaOptions(int quorum, boolean granular, boolean anonymousInode, Optional<Gfid> volumeId,
        int blockBytes, boolean checksums) {
    /** The least that is healed under one lock, and what sparse files are healed by. */
    public static final int SMALL_BLOCK_BYTES = 128 << 10;
    private static final int DEFAULT_WINDOW = 8;
    private static final Set<String> ON = Set.of("on", "yes", "true", "enable", "1");

    static ReplicaOptions of(Map<String, String> options, int bricks) {
        Optional<Gfid> id = Optional.ofNullable(options.get("volume-id")).flatMap(ReplicaOptions::gfid);
        return new ReplicaOptions(quorum(options, bricks), isOn(options, "granular-entry-heal"),
                isOn(options, "use-anonymous-inode") && id.isPresent(), id,
                SMALL_BLOCK_BYTES * window(options), !"full".equals(options.get("data-self-heal-algorithm")));
    }

    private static int quorum(Map<String, String> options, int bricks) {
        int majority = bricks / 2 + 1;
        return switch (options.getOrDefault("quorum-type", bricks > 2 ? "auto" : "none")) {
            case "auto" -> majority;
            case "fixed" -> number(options.getOrDefault("quorum-count", "0"), 0);
            default -> 0;
        };
    }

    private static int window(Map<String, String> options) {
        String text = options.getOrDefault("data-self-heal-window-size",
                options.getOrDefault("self-heal-window-size", ""));
        return Math.clamp(number(text, DEFAULT_WINDOW), 1, 1024);
    }

    private static int number(String text, int fallback) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return fallback;
        }
    }

    private static boolean isOn(Map<String, String> options, String key) {
        return ON.contains(options.getOrDefault(key, "off"));
    }

    private static Optional<Gfid> gfid(String text) {
        try {
            return Optional.of(Gfid.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
