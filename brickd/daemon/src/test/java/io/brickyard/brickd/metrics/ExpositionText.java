package io.brickyard.brickd.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Reads Prometheus' text format 0.0.4 as strictly as its documentation puts it: lines end with a line feed; a metric's HELP
 * and TYPE come once and before its samples, which stand together; no series comes twice; a histogram's buckets rise, end
 * with +Inf and agree with its count.
 */
public final class ExpositionText {
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (-?[0-9.]+(?:E-?[0-9]+)?|\\+Inf|-Inf|NaN)");
    private static final Pattern LABEL = Pattern
            .compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\\"n])*)\",?");

    private final Map<String, Family> families = new LinkedHashMap<>();
    private final Map<String, Double> series = new HashMap<>();

    /** One metric: its help, type and samples. */
    public record Family(String help, String type, List<Sample> samples) {}

    /** One line. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    /** Reads a whole text; an assertion fails where it is not as it should be. */
    public ExpositionText(String text) {
        assertTrue(text.endsWith("\n"), "the last line has no end");
        String current = "";
        String help = null;
        for (String line : text.lines().toList()) {
            Matcher comment = COMMENT.matcher(line);
            if (comment.matches() && comment.group(1).equals("HELP")) {
                current = comment.group(2);
                help = comment.group(3);
                assertFalse(families.containsKey(current), () -> "twice: " + line);
            } else if (comment.matches()) {
                assertEquals(current, comment.group(2), "TYPE without HELP before it");
                assertNotNull(help);
                families.put(current, new Family(help, comment.group(3), new ArrayList<>()));
            } else {
                add(current, line);
            }
        }
        families.forEach((name, family) -> {
            assertTrue(List.of("counter", "gauge", "histogram").contains(family.type), family::type);
            assertEquals(family.type.equals("counter"), name.endsWith("_total"), name);
            if (family.type.equals("histogram")) {
                checkHistogram(name, family);
            }
        });
    }

    private void add(String family, String line) {
        Matcher sample = SAMPLE.matcher(line);
        assertTrue(sample.matches(), () -> "no sample: " + line);
        assertTrue(sample.group(1).equals(family) || sample.group(1).matches(Pattern.quote(family)
                + "_(bucket|sum|count)"), () -> "stray: " + line);
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
        int end = 0;
        while (label.find() && label.start() == end) {
            assertNull(labels.put(label.group(1), label.group(2)), () -> "label twice: " + line);
            end = label.end();
        }
        assertEquals(sample.group(2) == null ? 0 : sample.group(2).length(), end, line);
        double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
        family(family).samples.add(new Sample(sample.group(1), labels, value));
        assertNull(series.put(sample.group(1) + labels, value), () -> "series twice: " + line);
    }

    private void checkHistogram(String name, Family family) {
        Map<Map<String, String>, List<Sample>> buckets = new LinkedHashMap<>();
        for (Sample sample : family.samples) {
            if (sample.name.equals(name + "_bucket")) {
                Map<String, String> others = new TreeMap<>(sample.labels);
                others.remove("le");
                buckets.computeIfAbsent(others, key -> new ArrayList<>()).add(sample);
            }
        }
        buckets.forEach((labels, rising) -> {
            double bound = Double.NEGATIVE_INFINITY;
            double count = 0;
            for (Sample bucket : rising) {
                double next = Double.parseDouble(bucket.labels.getOrDefault("le", "").replace("Inf", "Infinity"));
                assertTrue(next > bound && bucket.value >= count, () -> bucket + " after a higher one");
                bound = next;
                count = bucket.value;
            }
            assertEquals(Double.POSITIVE_INFINITY, bound);
            assertEquals(count, series.get(name + "_count" + labels), () -> name + labels);
            assertTrue(series.getOrDefault(name + "_sum" + labels, -1.0) >= 0);
        });
    }

    /** A metric; an assertion fails if there is none of that name. */
    public Family family(String name) {
        Family family = families.get(name);
        if (family == null) {
            throw new AssertionError("no metric " + name + " has begun");
        }
        return family;
    }

    /** How many metrics there are. */
    public int size() {
        return families.size();
    }

    /** The value of a series, such as {@code brickd_connections{port=brick}}; NaN if there is none. */
    public double value(String name) {
        int brace = name.indexOf('{');
        Map<String, String> labels = new TreeMap<>();
        if (brace >= 0) {
            for (String pair : name.substring(brace + 1, name.length() - 1).split(",", -1)) {
                labels.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        return series.getOrDefault((brace < 0 ? name : name.substring(0, brace)) + labels, Double.NaN);
    }
}
