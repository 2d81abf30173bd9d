package io.brickyard.xlator.stats;

import java.time.Instant;

/**
 * A point in time on two clocks: one to compare with other machines, one to compute durations on this one.
 *
 * @param wall the wall clock
 * @param monotonicNanos {@link System#nanoTime}, which is CLOCK_MONOTONIC on Linux
 */
public record Moment(Instant wall, long monotonicNanos) {
    /** Now. */
    public static Moment now() {
        return new Moment(Instant.now(), System.nanoTime());
    }
}
