package io.brickyard.xlator.throttle.workload;

import java.util.List;

/**
 * What clients do while a policy is tried.
 *
 * @param durationNanos how long all of it takes
 * @param workers calls that the brick works on at a time; others queue below the throttle
 * @param seed of arrivals and mixes that are random
 * @param groups clients that are alike
 */
public record Workload(long durationNanos, int workers, long seed, List<Group> groups) {
    /** Of a workload that says nothing of it. */
    public static final long DEFAULT_DURATION_NANOS = 10_000_000_000L;
    /** As many as brickd has io-threads at most unless told otherwise. */
    public static final int DEFAULT_WORKERS = 16;
}
