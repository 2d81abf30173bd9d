package io.brickyard.peers;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an io-stats probe measures and dumps. Every probe's unique-id is its translator's name: dump files are named
 * after it, so names must be unique on the machine.
 *
 * @param dumpIntervalSeconds how often the process dumps by itself, counted from its start; 0 for never
 */
public record IoStatsOptions(boolean latencyMeasurement, boolean countFopHits, int dumpIntervalSeconds,
        DumpFormat dumpFormat) {
    /** How dumps are written. */
    public enum DumpFormat {
        TEXT("text"),
        JSON("json");

        private final String option;

        DumpFormat(String option) {
            this.option = option;
        }

        /** The value of the option ios-dump-format. */
        public String option() {
            return option;
        }
    }

    /** Counts and latencies, and dumps only when asked. */
    public static IoStatsOptions measuring() {
        return new IoStatsOptions(true, true, 0, DumpFormat.TEXT);
    }

    /** Counts and latencies, dumped at every tick of the interval. */
    public static IoStatsOptions dumpingEvery(int seconds, DumpFormat format) {
        return new IoStatsOptions(true, true, seconds, format);
    }

    Map<String, String> toVolfileOptions(String uniqueId) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("unique-id", uniqueId);
        options.put("latency-measurement", latencyMeasurement ? "on" : "off");
        options.put("count-fop-hits", countFopHits ? "on" : "off");
        if (dumpIntervalSeconds > 0) {
            options.put("ios-dump-interval", Integer.toString(dumpIntervalSeconds));
            options.put("ios-dump-format", dumpFormat.option());
        }
        return options;
    }
}
