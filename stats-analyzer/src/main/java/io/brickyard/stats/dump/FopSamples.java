package io.brickyard.stats.dump;

import java.util.Map;
import java.util.TreeMap;

/** Single calls of one FOP, put together while they are read. */
public final class FopSamples {
    private final Distribution.Builder latencies = new Distribution.Builder();
    private long count;
    private double total;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** Takes in a call. */
    public void add(double latency) {
        latencies.add(latency, 1);
        count++;
        total += latency;
        min = Math.min(min, latency);
        max = Math.max(max, latency);
    }

    /** Of all calls so far, at least one. */
    public FopCounter counter() {
        return new FopCounter(count, total, min, max, latencies.build());
    }

    /** By the same names. */
    public static Map<String, FopCounter> counters(Map<String, FopSamples> fops) {
        Map<String, FopCounter> counters = new TreeMap<>();
        fops.forEach((fop, samples) -> counters.put(fop, samples.counter()));
        return counters;
    }
}
