package io.brickyard.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/** What a brick answers of its throttle, for people. */
final class ThrottleTable {
    private static final String ROW = "  %-16s %12s %12s %8s %10s %10s %10s %9s  %s%n";
    private static final long MICROS_PER_MILLI = 1000;
    private static final double MOST = 0.99;

    private ThrottleTable() {
    }

    /** The table of one brick. */
    static String of(String brick, String answer) throws IOException {
        Map<?, ?> view = read(answer) instanceof Map<?, ?> map ? map : Map.of();
        StringBuilder out = new StringBuilder(brick).append(": ").append(view.get("mode")).append(", ")
                .append(view.get("waiting_calls")).append(" calls wait\n");
        List<?> classes = view.get("classes") instanceof List<?> list ? list : List.of();
        if (classes.isEmpty()) {
            return out.append("  nothing is limited\n").toString();
        }
        out.append(String.format(ROW, "class", "admitted", "per second", "queued", "waited", "wait p99", "debt",
                "overruns", "policy"));
        for (Object each : classes) {
            if (each instanceof Map<?, ?> one) {
                out.append(String.format(ROW, one.get("name"), one.get("admitted"),
                        Math.round(number(one.get("per_second"))) + text(one.get("unit")), one.get("queued_calls"),
                        one.get("waits"), wait(one.get("wait_log2_us")), debt(one.get("buckets")),
                        one.get("overruns"), one.get("statement")));
            }
        }
        return out.toString();
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static long debt(@Nullable Object buckets) {
        long most = 0;
        for (Object each : buckets instanceof List<?> list ? list : List.of()) {
            if (each instanceof Map<?, ?> bucket && bucket.get("debt") instanceof Number debt) {
                most = Math.max(most, debt.longValue());
            }
        }
        return most;
    }

    /** The wait that 99 of 100 did not reach. */
    private static String wait(@Nullable Object counts) {
        List<?> all = counts instanceof List<?> list ? list : List.of();
        double sum = all.stream().mapToDouble(ThrottleTable::number).sum();
        double seen = 0;
        for (int i = 0; i < all.size(); i++) {
            seen += number(all.get(i));
            if (sum > 0 && seen >= sum * MOST) {
                long micros = 2L << i;
                return "<" + (micros < MICROS_PER_MILLI ? micros + "us" : micros / MICROS_PER_MILLI + "ms");
            }
        }
        return "-";
    }

    private static @Nullable Object read(String text) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            return value(json);
        }
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                map.put(name, value(json));
            }
            return map;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(json));
            }
            return list;
        }
        return token != null && token.isNumeric() ? json.getNumberValue() : json.getText();
    }
}
