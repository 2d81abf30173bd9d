package io.brickyard.brickd.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.brickyard.posix.locks.ContentionNotices;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.VolumeOptions;

/**
 * The options of features/locks.
 *
 * @param pace how often lock holders are asked to let go
 * @param unheeded options that would matter but are not heeded here, with their values
 */
public record LocksOptions(ContentionNotices.Pace pace, List<String> unheeded) {
    private static final String NOTIFY = "notify-contention";
    private static final String NOTIFY_DELAY = "notify-contention-delay";
    private static final int MAX_DELAY_SECONDS = 60;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** What GlusterFS knows and this server does not, with the values that ask for nothing. */
    private static final Map<String, Set<String>> NOT_HERE = Map.of(
            "mandatory-locking", Set.of("off"),
            "enforce-mandatory-lock", Set.of("off", "no", "false", "disable", "0"),
            "revocation-secs", Set.of("0"),
            "revocation-max-blocked", Set.of("0"),
            "monkey-unlocking", Set.of("off", "no", "false", "disable", "0"));
    /** Those that can change while the brick runs. */
    public static final Set<String> CHANGEABLE = Set.of(NOTIFY, NOTIFY_DELAY);

    /** Those of a volume. */
    static LocksOptions of(VolumeOptions options) throws VolfileException {
        int seconds = options.number(NOTIFY_DELAY,
                (int) (ContentionNotices.DEFAULT_DELAY_NANOS / NANOS_PER_SECOND), 0, MAX_DELAY_SECONDS);
        List<String> unheeded = new ArrayList<>();
        NOT_HERE.forEach((key, idle) -> options.text(key).filter(value -> !idle.contains(value))
                .ifPresent(value -> unheeded.add(key + " " + value)));
        return new LocksOptions(
                new ContentionNotices.Pace(options.flag(NOTIFY, true), seconds * NANOS_PER_SECOND),
                unheeded.stream().sorted().toList());
    }
}
