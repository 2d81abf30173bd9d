package io.brickyard.xlator.stats;

/** The cells of one FOP added up, while they are read. */
final class FopSum {
    final long[] classes = new long[LatencyBuckets.COUNT];
    long totalNanos;
    long errors;
    long minNanos = Long.MAX_VALUE;
    long maxNanos;
    long intervalMinNanos = Long.MAX_VALUE;
    long intervalMaxNanos;

    /** Since the start; null without calls. */
    FopStats cumulative() {
        LatencyHistogram latencies = new LatencyHistogram(classes);
        return new FopStats(latencies.count(), errors, totalNanos, minNanos == Long.MAX_VALUE ? 0 : minNanos, maxNanos,
                latencies);
    }

    /**
     * Since {@code base} was read. A call that ran while that was read may have left its minimum in the one interval and
     * its count in the other; then the latency class stands in for it.
     */
    FopStats interval(FopStats cumulative, FopStats base) {
        LatencyHistogram latencies = cumulative.latencies().minus(base.latencies());
        long min = intervalMinNanos == Long.MAX_VALUE ? latencies.lowestNanos() : intervalMinNanos;
        long max = Math.max(min, intervalMaxNanos == 0 ? latencies.highestNanos() : intervalMaxNanos);
        return new FopStats(latencies.count(), cumulative.errors() - base.errors(),
                cumulative.totalNanos() - base.totalNanos(), min, max, latencies);
    }
}
