package io.brickyard.stats.dump;

import org.jspecify.annotations.Nullable;

/**
 * What one probe counted of one FOP, in the dump's own (not yet decided) latency unit.
 *
 * @param count calls
 * @param total time of all calls
 * @param min shortest call, NaN where the dump does not say
 * @param max longest call, NaN where the dump does not say
 * @param latencies how many calls took how long; null where the dump has averages only
 */
public record FopCounter(long count, double total, double min, double max, @Nullable Distribution latencies) {
    /** No calls. */
    public static final FopCounter NONE = new FopCounter(0, 0, Double.NaN, Double.NaN);

    /** A counter that does not tell how long single calls took. */
    public FopCounter(long count, double total, double min, double max) {
        this(count, total, min, max, null);
    }

    /** A counter of which the dump prints the average only. */
    public static FopCounter ofAverage(long count, double average, double min, double max) {
        return new FopCounter(count, count * average, min, max);
    }

    /** Mean time of a call, 0 without calls. */
    public double average() {
        return count == 0 ? 0 : total / count;
    }

    /** Both together, as of two processes or of two intervals. */
    public FopCounter plus(FopCounter other) {
        return new FopCounter(count + other.count, total + other.total, smaller(min, other.min),
                larger(max, other.max), together(other));
    }

    /** Of all calls or of none: percentiles of a part would pass for those of all. */
    private @Nullable Distribution together(FopCounter other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other.latencies : latencies;
        }
        return latencies == null || other.latencies == null ? null : latencies.plus(other.latencies);
    }

    /** What came after {@code earlier}; a minimum or maximum of a part cannot be told from those of the whole. */
    public FopCounter minus(FopCounter earlier) {
        Distribution rest = earlier.count == 0
                ? latencies
                : latencies == null || earlier.latencies == null ? null : latencies.minus(earlier.latencies);
        return new FopCounter(count - earlier.count, total - earlier.total, Double.NaN, Double.NaN, rest);
    }

    private static double smaller(double one, double other) {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.min(one, other);
    }

    private static double larger(double one, double other) {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other);
    }
}
