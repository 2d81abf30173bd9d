package io.brickyard.xlator.throttle;

import java.util.Arrays;
import java.util.Collection;

/** Waits, each of them kept, so that percentiles are exact. */
final class WaitTimes {
    private static final int FIRST_LENGTH = 16;

    private long[] nanos = new long[FIRST_LENGTH];
    private int count;

    void add(long wait) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = wait;
    }

    /** All of several. */
    static WaitTimes together(Collection<WaitTimes> several) {
        WaitTimes all = new WaitTimes();
        several.forEach(each -> {
            for (int i = 0; i < each.count; i++) {
                all.add(each.nanos[i]);
            }
        });
        return all;
    }

    /** Percentiles of what is there now. */
    SimulationReport.WaitSummary summary() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return new SimulationReport.WaitSummary(percentile(sorted, 0.5), percentile(sorted, 0.99),
                percentile(sorted, 1));
    }

    private static long percentile(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(sorted.length * part) - 1)];
    }
}
