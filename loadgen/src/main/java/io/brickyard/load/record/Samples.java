package io.brickyard.load.record;

/** Bandwidth or rate of a direction, sampled every half second: extremes, mean and deviation. */
public final class Samples {
    private long count;
    private double min = Double.MAX_VALUE;
    private double max;
    private double sum;
    private double sumOfSquares;

    public void add(double sample) {
        count++;
        min = Math.min(min, sample);
        max = Math.max(max, sample);
        sum += sample;
        sumOfSquares += sample * sample;
    }

    /** Adds all samples of another job. */
    public void add(Samples other) {
        count += other.count;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        sum += other.sum;
        sumOfSquares += other.sumOfSquares;
    }

    public long count() {
        return count;
    }

    public double min() {
        return count == 0 ? 0 : min;
    }

    public double max() {
        return max;
    }

    public double mean() {
        return count == 0 ? 0 : sum / count;
    }

    public double deviation() {
        return count < 2 ? 0 : Math.sqrt(Math.max(0, (sumOfSquares - sum * sum / count) / (count - 1)));
    }
}
