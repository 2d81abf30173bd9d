package io.brickyard.load.record;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Latencies of one kind, in nanoseconds: exact count, extremes and moments, and a histogram that knows each latency to one
 * part in a thousand. For one thread at a time.
 */
public final class LatencyStat {
    private static final int DIGITS = 3;

    /** Not there before the first latency: most kinds of a job have none, and each histogram is large. */
    private @Nullable Histogram histogram;
    private long min = Long.MAX_VALUE;
    private long max;
    private double sum;
    private double sumOfSquares;

    /** Counts one latency; one that a clock made negative counts as 0. */
    public void record(long nanos) {
        long value = Math.max(0, nanos);
        filled().recordValue(value);
        min = Math.min(min, value);
        max = Math.max(max, value);
        sum += value;
        sumOfSquares += (double) value * value;
    }

    /** Counts everything that another one counted. */
    public void add(LatencyStat other) {
        if (other.count() == 0) {
            return;
        }
        filled().add(other.histogram());
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        sum += other.sum;
        sumOfSquares += other.sumOfSquares;
    }

    public long count() {
        return histogram == null ? 0 : histogram.getTotalCount();
    }

    /** The least, 0 if there is none. */
    public long min() {
        return count() == 0 ? 0 : min;
    }

    public long max() {
        return max;
    }

    public double mean() {
        return count() == 0 ? 0 : sum / count();
    }

    /** Standard deviation of the sample; 0 for fewer than two. */
    public double deviation() {
        long count = count();
        if (count < 2) {
            return 0;
        }
        double variance = (sumOfSquares - sum * sum / count) / (count - 1);
        return Math.sqrt(Math.max(0, variance));
    }

    /** The value that so many per cent do not exceed. */
    public long percentile(double percent) {
        return count() == 0 ? 0 : Math.min(histogram().getValueAtPercentile(percent), max);
    }

    /** The histogram itself, to be read. */
    public Histogram histogram() {
        return filled();
    }

    private Histogram filled() {
        Histogram made = histogram;
        if (made == null) {
            made = new Histogram(DIGITS);
            made.setAutoResize(true);
            histogram = made;
        }
        return made;
    }

    /** Forgets everything, and keeps the memory for what comes. */
    void clear() {
        if (histogram != null) {
            histogram.reset();
        }
        min = Long.MAX_VALUE;
        max = 0;
        sum = 0;
        sumOfSquares = 0;
    }
}
