package io.brickyard.xlator.iothreads;

import java.time.Duration;
import java.util.Set;

import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.VolumeOptions;

/**
 * How io-threads is set up; names and defaults are GlusterFS's.
 *
 * @param threads at most, {@code thread-count}
 * @param high calls of each priority that may run at a time, {@code high-prio-threads}
 * @param normal {@code normal-prio-threads}
 * @param low {@code low-prio-threads}
 * @param least {@code least-prio-threads}
 * @param leastPriority whether calls of reserved pids have least priority, {@code enable-least-priority}
 * @param idle after this a thread without work ends, {@code idle-time}
 */
public record IoThreadsOptions(int threads, int high, int normal, int low, int least, boolean leastPriority,
        Duration idle) {
    /** What holds without options. */
    public static final IoThreadsOptions DEFAULT = new IoThreadsOptions(16, 16, 16, 16, 1, true,
            Duration.ofMinutes(2));

    /** The options, as volfiles name them. */
    public static final Set<String> KEYS = Set.of("thread-count", "high-prio-threads", "normal-prio-threads",
            "low-prio-threads", "least-prio-threads", "enable-least-priority", "idle-time");

    private static final int MOST_THREADS = 64;
    private static final int LONGEST_IDLE_SECONDS = Integer.MAX_VALUE;

    /** As a volfile says. */
    public static IoThreadsOptions of(VolumeOptions options) throws VolfileException {
        return new IoThreadsOptions(options.number("thread-count", DEFAULT.threads, 1, MOST_THREADS),
                options.number("high-prio-threads", DEFAULT.high, 1, MOST_THREADS),
                options.number("normal-prio-threads", DEFAULT.normal, 1, MOST_THREADS),
                options.number("low-prio-threads", DEFAULT.low, 1, MOST_THREADS),
                options.number("least-prio-threads", DEFAULT.least, 1, MOST_THREADS),
                options.flag("enable-least-priority", DEFAULT.leastPriority),
                Duration.ofSeconds(options.number("idle-time", (int) DEFAULT.idle.toSeconds(), 1,
                        LONGEST_IDLE_SECONDS)));
    }

    /** The limits by priority. */
    int[] limits() {
        return new int[]{high, normal, low, least};
    }
}
