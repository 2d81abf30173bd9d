package io.brickyard.load.output;

import io.brickyard.load.record.LatencyStat;

/** In which unit latencies are shown: the largest in which neither the least nor the deviation is too small to be seen. */
enum TimeUnitChoice {
    NANOS("nsec", 1), MICROS("usec", 1_000), MILLIS("msec", 1_000_000);

    private static final long ENOUGH = 2_000;

    private final String text;
    private final long nanos;

    TimeUnitChoice(String text, long nanos) {
        this.text = text;
        this.nanos = nanos;
    }

    static TimeUnitChoice of(LatencyStat latencies) {
        TimeUnitChoice unit = NANOS;
        for (TimeUnitChoice larger : values()) {
            boolean visible = latencies.min() > ENOUGH * larger.nanos / 1000
                    && latencies.max() > 99_999 * larger.nanos / 1000
                    && latencies.deviation() > larger.nanos;
            unit = visible ? larger : unit;
        }
        return unit;
    }

    String text() {
        return text;
    }

    double of(double number) {
        return number / nanos;
    }

    String whole(long number) {
        return String.valueOf(number / nanos);
    }
}
