package io.brickyard.stats.table;

import java.util.Map;
import java.util.TreeMap;

import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.stack.StackRow;

/**
 * What the probes of a row measured of one FOP, in nanoseconds.
 *
 * @param byProbe of each probe, all processes together
 * @param sum of all probes
 */
record RowData(Map<String, FopCounter> byProbe, FopCounter sum) {
    static RowData of(StackRow row, Map<String, FopCounter> counters) {
        Map<String, FopCounter> own = new TreeMap<>();
        FopCounter sum = FopCounter.NONE;
        for (String probe : row.probes()) {
            FopCounter counter = counters.getOrDefault(probe, FopCounter.NONE);
            if (counter.count() > 0) {
                own.put(probe, counter);
                sum = sum.plus(counter);
            }
        }
        return new RowData(own, sum);
    }

    boolean isEmpty() {
        return sum.count() == 0;
    }

    /** The total time of the probe that took longest. */
    double longestTotal() {
        return byProbe.values().stream().mapToDouble(FopCounter::total).max().orElse(0);
    }

    /** The calls of the probe that had most. */
    long mostCalls() {
        return byProbe.values().stream().mapToLong(FopCounter::count).max().orElse(0);
    }
}
