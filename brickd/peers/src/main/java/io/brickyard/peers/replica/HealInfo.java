package io.brickyard.peers.replica;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;

/**
 * What stock's glfsheal says of a volume, as {@code gluster volume heal VOLUME info} prints it.
 *
 * @param text its output
 */
public record HealInfo(String text) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern STATUS = Pattern.compile("(?m)^Status: (.*)$");
    private static final Pattern ENTRIES = Pattern.compile("(?m)^Number of entries: (.*)$");

    /** Asks all bricks of a volume by a client's volume file. */
    public static HealInfo of(String volume, Path volfile) {
        return new HealInfo(Command.run(LIMIT, List.of(Peer.GLFSHEAL.path().toString(), volume, "volfile-path",
                volfile.toString())).output());
    }

    /** How many bricks it reached. */
    public int connected() {
        return (int) STATUS.matcher(text).results().filter(match -> match.group(1).equals("Connected")).count();
    }

    /** Entries that each brick lists, "-" for one that is not reached. */
    public List<String> entries() {
        return ENTRIES.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** Whether it reached this many bricks and none lists anything. */
    public boolean isClean(int bricks) {
        return connected() == bricks && entries().stream().allMatch("0"::equals);
    }
}
