package io.brickyard.xlator.stats;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

import org.HdrHistogram.Histogram;

/** How many calls took how long: counts by {@link LatencyBuckets}, immutable. */
public final class LatencyHistogram {
    /** No calls. */
    static final LatencyHistogram NONE = new LatencyHistogram(new long[LatencyBuckets.COUNT]);

    private final long[] counts;
    private final long total;

    /** Takes the array over. */
    LatencyHistogram(long[] counts) {
        this.counts = counts;
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        this.total = sum;
    }

    /** Calls in all. */
    public long count() {
        return total;
    }

    /** What was counted after {@code earlier}. */
    LatencyHistogram minus(LatencyHistogram earlier) {
        long[] difference = counts.clone();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= earlier.counts[i];
        }
        return new LatencyHistogram(difference);
    }

    /** The smallest latency of the lowest class that has calls, in nanoseconds; 0 without calls. */
    long lowestNanos() {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                return LatencyBuckets.lowestNanos(i);
            }
        }
        return 0;
    }

    /** The smallest latency of the highest class that has calls, in nanoseconds; 0 without calls. */
    long highestNanos() {
        for (int i = counts.length - 1; i >= 0; i--) {
            if (counts[i] != 0) {
                return LatencyBuckets.lowestNanos(i);
            }
        }
        return 0;
    }

    /**
     * How many calls took at most so long, to the width of a class, for each of {@code boundsNanos}, which rise. A bound
     * above the highest class counts all.
     */
    public long[] countsUpTo(long[] boundsNanos) {
        long[] upTo = new long[boundsNanos.length];
        long sum = 0;
        int next = 0;
        for (int i = 0; i < boundsNanos.length; i++) {
            int last = LatencyBuckets.indexOf(boundsNanos[i]);
            while (next <= last) {
                sum += counts[next];
                next++;
            }
            upTo[i] = sum;
        }
        return upTo;
    }

    /** A histogram of nanoseconds of its own, with the same classes: 1 ns to an hour, two significant digits. */
    public Histogram toHdr() {
        Histogram histogram = LatencyBuckets.histogram();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                histogram.recordValueWithCount(LatencyBuckets.lowestNanos(i), counts[i]);
            }
        }
        return histogram;
    }

    /** As the text of HdrHistogram logs: its compressed V2 encoding in base64. Empty classes cost next to nothing. */
    public String toCompressedBase64() {
        Histogram histogram = toHdr();
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }
}
