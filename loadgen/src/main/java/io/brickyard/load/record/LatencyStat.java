package io.brickyard.load.record;

import java.util.Arrays;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Latencies of one kind, in nanoseconds: exact count, extremes and moments, and a histogram that knows each latency to one
 * part in a thousand. The first latencies are kept as they are: a histogram is as large as thousands of them, and a run of
 * many slow jobs has several of each. For one thread at a time.
 */
public final class LatencyStat {
    private static final int DIGITS = 3;

    private static final int FIRST_FEW = 16;
    private static final int MOST_FEW = 2048;
    private static final double PERCENT = 100;
    private static final long[] NONE = {};

    /** Not there before there are many latencies. */
    private @Nullable Histogram histogram;
    /** All of them until then. */
    private long[] few = NONE;
    private int fewCount;
    private long min = Long.MAX_VALUE;
    private long max;
    private double sum;
    private double sumOfSquares;

    /** Counts one latency; one that a clock made negative counts as 0. */
    public void record(long nanos) {
        long value = Math.max(0, nanos);
        keep(value);
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
        if (other.histogram == null) {
            for (int i = 0; i < other.fewCount; i++) {
                keep(other.few[i]);
            }
        } else {
            made().add(other.histogram);
        }
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        sum += other.sum;
        sumOfSquares += other.sumOfSquares;
    }

    public long count() {
        return histogram == null ? fewCount : histogram.getTotalCount();
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
        if (count() == 0) {
            return 0;
        }
        if (histogram != null) {
            return Math.min(histogram.getValueAtPercentile(percent), max);
        }
        long[] sorted = Arrays.copyOf(few, fewCount);
        Arrays.sort(sorted);
        // The next lower number, as in the histogram: 99.9 % of 5 000 are not a little more than 4 995.
        long place = (long) Math.ceil(Math.nextDown(percent) * fewCount / PERCENT);
        return sorted[Math.clamp(place, 1, fewCount) - 1];
    }

    /** All of them, to be read until the next is counted. */
    public Histogram histogram() {
        return histogram == null ? ofFew() : histogram;
    }

    private void keep(long value) {
        if (histogram != null) {
            histogram.recordValue(value);
        } else if (fewCount == MOST_FEW) {
            made().recordValue(value);
        } else {
            if (fewCount == few.length) {
                few = Arrays.copyOf(few, Math.max(FIRST_FEW, 2 * fewCount));
            }
            few[fewCount++] = value;
        }
    }

    /** The histogram, which is there from now on. */
    private Histogram made() {
        Histogram made = histogram();
        histogram = made;
        few = NONE;
        fewCount = 0;
        return made;
    }

    private Histogram ofFew() {
        Histogram made = new Histogram(DIGITS);
        made.setAutoResize(true);
        for (int i = 0; i < fewCount; i++) {
            made.recordValue(few[i]);
        }
        return made;
    }

    /** Forgets everything, and keeps the memory for what comes. */
    void clear() {
        if (histogram != null) {
            histogram.reset();
        }
        fewCount = 0;
        min = Long.MAX_VALUE;
        max = 0;
        sum = 0;
        sumOfSquares = 0;
    }
}
