package io.brickyard.load.output;

import java.util.List;

import io.brickyard.load.record.LatencyStat;
import org.HdrHistogram.HistogramIterationValue;

/** How the completion latencies are spread over fio's classes: up to 2 ns, 4 ns and so on up to 2 s and more. */
final class LatencyShares {
    static final List<String> NANOS = List.of("2", "4", "10", "20", "50", "100", "250", "500", "750", "1000");
    static final List<String> MICROS = NANOS;
    static final List<String> MILLIS = List.of("2", "4", "10", "20", "50", "100", "250", "500", "750", "1000", "2000",
            ">=2000");
    private static final long[] STEPS = {2, 4, 10, 20, 50, 100, 250, 500, 750, 1000};
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;

    private final long[] nanos = new long[NANOS.size()];
    private final long[] micros = new long[MICROS.size()];
    private final long[] millis = new long[MILLIS.size()];
    private long all;

    void add(LatencyStat latencies) {
        for (HistogramIterationValue one : latencies.histogram().recordedValues()) {
            add(one.getValueIteratedTo(), one.getCountAddedInThisIterationStep());
        }
    }

    private void add(long value, long count) {
        all += count;
        if (value < MICRO) {
            nanos[step(value)] += count;
        } else if (value < MILLI) {
            micros[step(value / MICRO)] += count;
        } else if (value / MILLI < 1000) {
            millis[step(value / MILLI)] += count;
        } else {
            millis[value / MILLI < 2000 ? STEPS.length : STEPS.length + 1] += count;
        }
    }

    private static int step(long value) {
        int step = 0;
        while (step < STEPS.length - 1 && value >= STEPS[step]) {
            step++;
        }
        return step;
    }

    double nanosPercent(int step) {
        return percent(nanos[step]);
    }

    double microsPercent(int step) {
        return percent(micros[step]);
    }

    double millisPercent(int step) {
        return percent(millis[step]);
    }

    private double percent(long count) {
        return all == 0 ? 0 : 100.0 * count / all;
    }
}
