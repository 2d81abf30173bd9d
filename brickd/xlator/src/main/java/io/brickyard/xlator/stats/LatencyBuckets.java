package io.brickyard.xlator.stats;

import org.HdrHistogram.Histogram;

/**
 * The classes into which latencies are counted. They are those of HdrHistogram with two significant digits: up to 255 ns
 * each nanosecond is a class, above that each power of two is cut into 128, so a class is at most 1/128 wide. Hence
 * counts turn into a {@link Histogram} and back without loss, and ours are kept in arrays that many threads add to.
 */
final class LatencyBuckets {
    /** Latencies above an hour count as an hour. */
    static final long HIGHEST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 2;
    private static final int HALF_BITS = 7;
    private static final int HALF = 1 << HALF_BITS;
    private static final int MASK = 2 * HALF - 1;
    private static final int LEADING_ZEROS_OF_MASK = Long.numberOfLeadingZeros(MASK);

    /** How many classes there are. */
    static final int COUNT = indexOf(HIGHEST_NANOS) + 1;

    private LatencyBuckets() {
    }

    /** The class of a latency; negative ones, which only a faulty clock makes, count as 0. */
    static int indexOf(long nanos) {
        long value = Math.clamp(nanos, 0, HIGHEST_NANOS);
        int shift = LEADING_ZEROS_OF_MASK - Long.numberOfLeadingZeros(value | MASK);
        return (shift << HALF_BITS) + (int) (value >>> shift);
    }

    /** The smallest latency of a class. */
    static long lowestNanos(int index) {
        int shift = Math.max(0, (index >> HALF_BITS) - 1);
        return (long) (index - (shift << HALF_BITS)) << shift;
    }

    /** An empty histogram with these classes. */
    static Histogram histogram() {
        return new Histogram(1, HIGHEST_NANOS, DIGITS);
    }
}
