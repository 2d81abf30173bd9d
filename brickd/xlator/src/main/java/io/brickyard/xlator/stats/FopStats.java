package io.brickyard.xlator.stats;

/**
 * What one probe counted of one FOP over one stretch of time.
 *
 * @param count calls that were answered
 * @param errors those answered with -1
 * @param totalNanos time of all calls, from wind to unwind
 * @param minNanos shortest call, 0 without calls
 * @param maxNanos longest call
 * @param latencies how many calls took how long
 */
public record FopStats(long count, long errors, long totalNanos, long minNanos, long maxNanos,
        LatencyHistogram latencies) {
    /** No calls. */
    static final FopStats NONE = new FopStats(0, 0, 0, 0, 0, LatencyHistogram.NONE);

    /** Mean time of a call in nanoseconds, 0 without calls. */
    public double averageNanos() {
        return count == 0 ? 0 : (double) totalNanos / count;
    }
}
