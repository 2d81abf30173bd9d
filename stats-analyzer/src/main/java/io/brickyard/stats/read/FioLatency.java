package io.brickyard.stats.read;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.brickyard.stats.dump.Distribution;
import io.brickyard.stats.dump.FopCounter;
import org.jspecify.annotations.Nullable;

/**
 * A latency object of fio's: {@code min}, {@code max}, {@code mean}, {@code N}, a table of percentiles, and with json+
 * the bins that hold all of it.
 *
 * @param count calls
 * @param mean in nanoseconds, as all times here
 * @param percentiles latency by per cent of the calls
 * @param bins calls by latency
 */
record FioLatency(long count, double mean, double min, double max, Map<Double, Double> percentiles,
        Map<Double, Long> bins) {
    /** No calls. */
    static final FioLatency NONE = new FioLatency(0, 0, 0, 0, Map.of(), Map.of());
    /** A table makes a distribution if it has at least these. */
    private static final double[] NEEDED = {50, 90, 99, 99.9};
    private static final int MOST_BINS = 1 << 16;
    private static final long MOST_CALLS = 1L << 53;

    /** Reads the object that {@code parser} stands at; its times are multiplied by {@code nanos}. */
    static FioLatency read(JsonParser parser, double nanos) throws IOException, InputException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return NONE;
        }
        Map<String, Double> values = new TreeMap<>();
        Map<Double, Double> percentiles = new TreeMap<>();
        Map<Double, Long> bins = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "N", "mean", "min", "max" -> values.put(key, number(parser, key));
                case "percentile" -> pairs(parser, (part, latency) -> percentiles.put(part, latency * nanos));
                case "bins" -> pairs(parser, (latency, calls) -> bins.put(latency * nanos, (long) calls));
                default -> parser.skipChildren();
            }
        }
        double count = values.getOrDefault("N", (double) bins.values().stream().mapToLong(calls -> calls).sum());
        if (count > MOST_CALLS) {
            throw new InputException(FioReader.line(parser), "more calls than fit");
        }
        return new FioLatency((long) count, values.getOrDefault("mean", 0.0) * nanos,
                values.getOrDefault("min", Double.NaN) * nanos, values.getOrDefault("max", Double.NaN) * nanos,
                percentiles, bins);
    }

    private interface Pair {
        void take(double key, double value);
    }

    private static void pairs(JsonParser parser, Pair pair) throws IOException, InputException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        int taken = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            double left = Numbers.decimal(key);
            // fio 2 ends its table with a key that is none, as "0.00": 0.
            if (left > 0 && taken++ < MOST_BINS) {
                pair.take(left, number(parser, key));
            }
        }
    }

    private static double number(JsonParser parser, String key) throws IOException, InputException {
        if (!parser.currentToken().isNumeric()) {
            throw new InputException(FioReader.line(parser), "'" + Numbers.shown(key) + "' is no number");
        }
        double value = parser.getDoubleValue();
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new InputException(FioReader.line(parser), "'" + Numbers.shown(key) + "' is below zero or no number");
        }
        return value;
    }

    /** Whether percentiles are known of a table only, which does not add up exactly. */
    boolean isTable() {
        return bins.isEmpty() && distribution() != null;
    }

    FopCounter counter() {
        return new FopCounter(count, mean * count, min, max, distribution());
    }

    private @Nullable Distribution distribution() {
        Distribution.Builder all = new Distribution.Builder();
        if (!bins.isEmpty()) {
            bins.entrySet().stream().filter(bin -> bin.getValue() > 0)
                    .forEach(bin -> all.add(bin.getKey(), bin.getValue()));
            return all.build();
        }
        for (double needed : NEEDED) {
            if (!percentiles.containsKey(needed)) {
                return null;
            }
        }
        long before = 0;
        for (Map.Entry<Double, Double> entry : percentiles.entrySet()) {
            long upTo = Math.min(count, (long) Math.ceil(entry.getKey() / 100 * count - 1e-9));
            if (upTo > before) {
                all.add(entry.getValue(), upTo - before);
                before = upTo;
            }
        }
        if (before < count) {
            all.add(max, count - before);
        }
        return all.build();
    }
}
