package io.brickyard.stats.table;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.stack.StackRow;

/**
 * What the probes of a row measured of one FOP, in nanoseconds.
 *
 * @param byProbe of each probe, all processes together
 * @param sum of all probes
 */
record RowData(Map<String, FopCounter> byProbe, FopCounter sum) {
    private static final int MOST_COMPARED = 6;
    private static final double NANOS_PER_MICRO = 1000;

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

    /** Each probe's average, the slowest first, so that one that is unlike its siblings shows. */
    String comparison() {
        String each = byProbe.entrySet().stream()
                .sorted(Comparator.comparingDouble(probe -> -probe.getValue().average())).limit(MOST_COMPARED)
                .map(probe -> String.format(Locale.ROOT, "%s %.2f us (%d calls)", probe.getKey(),
                        probe.getValue().average() / NANOS_PER_MICRO, probe.getValue().count()))
                .collect(Collectors.joining(", "));
        return byProbe.size() > MOST_COMPARED ? "the slowest of " + byProbe.size() + " probes: " + each : each;
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
