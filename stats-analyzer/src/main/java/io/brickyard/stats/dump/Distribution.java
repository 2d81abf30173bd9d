package io.brickyard.stats.dump;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many calls took how long: latencies with the number of calls each, shortest first; immutable. As long as there are
 * at most {@link #MOST_EXACT} different latencies they are kept as they are; beyond that they are rounded to
 * 0.05 %, so that any number of calls fits in bounded memory. Distributions of several probes add up without loss of
 * anything else, which percentiles do not.
 */
public final class Distribution {
    /** So many different latencies are kept apart. */
    static final int MOST_EXACT = 4096;
    /** A class is a power of two cut into 2^10. */
    private static final int DROPPED_BITS = 52 - 10;
    /** Two-sided 95 % of the normal distribution. */
    private static final double DEVIATIONS = 1.96;

    private final double[] latencies;
    private final long[] calls;
    private final long count;

    private Distribution(SortedMap<Double, Long> callsByLatency) {
        latencies = new double[callsByLatency.size()];
        calls = new long[latencies.length];
        int at = 0;
        long sum = 0;
        for (Map.Entry<Double, Long> entry : callsByLatency.entrySet()) {
            latencies[at] = entry.getKey();
            calls[at] = entry.getValue();
            sum += calls[at];
            at++;
        }
        count = sum;
    }

    /** Collects latencies of any number of calls. */
    public static final class Builder {
        private TreeMap<Double, Long> byLatency = new TreeMap<>();
        private boolean rounding;

        /** Takes in {@code calls} calls that took {@code latency}, which is neither negative nor infinite. */
        public void add(double latency, long calls) {
            byLatency.merge(rounding ? rounded(latency) : latency, calls, Long::sum);
            if (!rounding && byLatency.size() > MOST_EXACT) {
                rounding = true;
                TreeMap<Double, Long> exact = byLatency;
                byLatency = new TreeMap<>();
                exact.forEach((value, number) -> byLatency.merge(rounded(value), number, Long::sum));
            }
        }

        /** What was taken in so far. */
        public Distribution build() {
            return new Distribution(byLatency);
        }
    }

    private static double rounded(double latency) {
        long group = Double.doubleToRawLongBits(latency) >>> DROPPED_BITS;
        return Double.longBitsToDouble((group << DROPPED_BITS) + (1L << (DROPPED_BITS - 1)));
    }

    /** Calls in all. */
    public long count() {
        return count;
    }

    /** How many different latencies there are. */
    public int size() {
        return latencies.length;
    }

    /** The latency at {@code index}, from 0 for the shortest. */
    public double latency(int index) {
        return latencies[index];
    }

    /** The calls at {@code index}. */
    public long calls(int index) {
        return calls[index];
    }

    /**
     * The latency that at least this part of the calls did not exceed.
     *
     * @param part 0 to 1, as 0.99
     * @return NaN without calls
     */
    public double percentile(double part) {
        return atRank((long) Math.ceil(part * count - 1e-9));
    }

    private double atRank(long rank) {
        long sum = 0;
        for (int i = 0; i < calls.length; i++) {
            sum += calls[i];
            if (sum >= rank) {
                return latencies[i];
            }
        }
        return calls.length == 0 ? Double.NaN : latencies[calls.length - 1];
    }

    /** Mean latency, NaN without calls. */
    public double mean() {
        double sum = 0;
        for (int i = 0; i < calls.length; i++) {
            sum += latencies[i] * calls[i];
        }
        return sum / count;
    }

    /**
     * If the calls are a random sample of more calls: half the width of the interval in which the mean of all lies with
     * 95 % confidence; NaN for fewer than two calls. It takes the mean for normally distributed, so with few calls of very
     * different lengths it is on the short side.
     */
    public double meanError() {
        if (count < 2) {
            return Double.NaN;
        }
        double mean = mean();
        double squares = 0;
        for (int i = 0; i < calls.length; i++) {
            squares += (latencies[i] - mean) * (latencies[i] - mean) * calls[i];
        }
        return DEVIATIONS * Math.sqrt(squares / (count - 1) / count);
    }

    /** Both together. */
    public Distribution plus(Distribution other) {
        Builder both = new Builder();
        for (Distribution one : new Distribution[]{this, other}) {
            for (int i = 0; i < one.calls.length; i++) {
                both.add(one.latencies[i], one.calls[i]);
            }
        }
        return both.build();
    }

    /** The same with all latencies {@code factor} times as long. */
    public Distribution times(double factor) {
        if (factor == 1) {
            return this;
        }
        Builder scaled = new Builder();
        for (int i = 0; i < calls.length; i++) {
            scaled.add(latencies[i] * factor, calls[i]);
        }
        return scaled.build();
    }

    /** What came after {@code earlier}, which is a part of this and was counted by the same classes. */
    public Distribution minus(Distribution earlier) {
        TreeMap<Double, Long> rest = new TreeMap<>();
        for (int i = 0; i < calls.length; i++) {
            rest.put(latencies[i], calls[i]);
        }
        for (int i = 0; i < earlier.calls.length; i++) {
            rest.merge(earlier.latencies[i], -earlier.calls[i], Long::sum);
        }
        rest.values().removeIf(number -> number <= 0);
        return new Distribution(rest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Distribution that && Arrays.equals(latencies, that.latencies)
                && Arrays.equals(calls, that.calls);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(latencies) + Arrays.hashCode(calls);
    }

    @Override
    public String toString() {
        return "Distribution of " + count + " calls";
    }
}
