package io.brickyard.stats.dump;

/**
 * What one probe counted of one FOP, in the dump's own (not yet decided) latency unit.
 *
 * @param count calls
 * @param total time of all calls
 * @param min shortest call, NaN where the dump does not say
 * @param max longest call, NaN where the dump does not say
 */
public record FopCounter(long count, double total, double min, double max) {
    /** No calls. */
    public static final FopCounter NONE = new FopCounter(0, 0, Double.NaN, Double.NaN);

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
                larger(max, other.max));
    }

    /** What came after {@code earlier}; a minimum or maximum of a part cannot be told from those of the whole. */
    public FopCounter minus(FopCounter earlier) {
        return new FopCounter(count - earlier.count, total - earlier.total, Double.NaN, Double.NaN);
    }

    /** The same in nanoseconds. */
    public FopCounter inNanos(LatencyUnit unit) {
        double nanos = unit.nanos();
        return new FopCounter(count, total * nanos, min * nanos, max * nanos);
    }

    private static double smaller(double one, double other) {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.min(one, other);
    }

    private static double larger(double one, double other) {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other);
    }
}
