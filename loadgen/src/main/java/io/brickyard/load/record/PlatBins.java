package io.brickyard.load.record;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The bins in which fio counts latencies: 64 in each power of two, 29 such groups, so that 1856 in all. Its histogram logs
 * have a column for each, its JSON names each by its middle. HdrHistogram's buckets are finer and end where these end, so
 * that nothing is counted in a wrong one.
 */
public final class PlatBins {
    /** How many there are. */
    public static final int COUNT = 29 * 64;

    private static final int BITS = 6;
    private static final int PER_GROUP = 1 << BITS;

    private PlatBins() {
    }

    /** The bin of a latency in nanoseconds. */
    public static int index(long nanos) {
        int highest = 63 - Long.numberOfLeadingZeros(Math.max(1, nanos));
        if (highest <= BITS) {
            return (int) nanos;
        }
        int shift = highest - BITS;
        int index = ((shift + 1) << BITS) + (int) ((nanos >> shift) & (PER_GROUP - 1));
        return Math.min(index, COUNT - 1);
    }

    /** The latency that stands for a bin, in nanoseconds. */
    public static long value(int index) {
        if (index < 2 * PER_GROUP) {
            return index;
        }
        int shift = (index >> BITS) - 1;
        long base = 1L << (shift + BITS);
        return base + (long) (((index & (PER_GROUP - 1)) + 0.5) * (1L << shift));
    }

    /** How many latencies each bin has. */
    public static long[] counts(Histogram histogram) {
        long[] counts = new long[COUNT];
        for (HistogramIterationValue one : histogram.recordedValues()) {
            counts[index(one.getValueIteratedTo())] += one.getCountAddedInThisIterationStep();
        }
        return counts;
    }
}
