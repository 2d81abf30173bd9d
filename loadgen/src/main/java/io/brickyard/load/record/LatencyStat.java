package io.brickyard.load.record;

import org.HdrHistogram.Histogram;

/**
 * Latencies of one kind, in nanoseconds: exact count, extremes and moments, and a histogram that knows each latency to one
 * part in a thousand. For one thread at a time.
 */
public final class LatencyStat {
    private static final int DIGITS = 3;

    private final Histogram histogram = new Histogram(DIGITS);
    private long min = Long.MAX_VALUE;
    private long max;
    private double sum;
    private double sumOfSquares;

    public LatencyStat() {
        histogram.setAutoResize(true);
    }

    /** Counts one latency; one that a clock made negative counts as 0. */
    public void record(long nanos) {
        long value = Math.max(0, nanos);
        histogram.recordValue(value);
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
        histogram.add(other.histogram);
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        sum += other.sum;
        sumOfSquares += other.sumOfSquares;
    }

    public long count() {
        return histogram.getTotalCount();
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
        return count() == 0 ? 0 : Math.min(histogram.getValueAtPercentile(percent), max);
    }

    /** The histogram itself, to be read. */
    public Histogram histogram() {
        return histogram;
    }
}
