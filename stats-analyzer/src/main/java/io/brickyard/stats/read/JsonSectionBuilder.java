package io.brickyard.stats.read;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.Section;
import io.brickyard.stats.dump.UnitClues;
import org.jspecify.annotations.Nullable;

/** One object of an io-stats JSON dump: the flat keys put together again, FOP by FOP. */
final class JsonSectionBuilder {
    private static final Pattern KEY = Pattern
            .compile("(gluster\\..{1,4096})\\.(aggr|inter)\\.([A-Za-z0-9_.]{1,200})", Pattern.DOTALL);
    private static final Pattern REST = Pattern.compile("[A-Za-z0-9_.]{1,200}");
    private static final String FOP = "fop.";
    private static final Pattern FOP_NAME = Pattern.compile("[a-z0-9_]{1,40}");

    /** The parts of a FOP as they come, key by key. */
    private static final class Parts {
        double calls = Double.NaN;
        double average = Double.NaN;
        double min = Double.NaN;
        double max = Double.NaN;
    }

    private final int line;
    private final UnitClues clues = new UnitClues();
    private final Map<String, Parts> parts = new HashMap<>();
    private @Nullable String prefix;
    private @Nullable String kind;
    private String start = "";
    private double seconds = Double.NaN;

    JsonSectionBuilder(int line) {
        this.line = line;
    }

    int line() {
        return line;
    }

    UnitClues clues() {
        return clues;
    }

    boolean isAggregate() {
        return "aggr".equals(kind);
    }

    String prefix() {
        if (prefix == null) {
            throw new IllegalStateException("asked before end()");
        }
        return prefix;
    }

    void accept(String key, double value, int atLine) throws InputException {
        String rest = rest(key, atLine);
        if (rest.equals("uptime") || rest.equals("sample_interval_sec")) {
            seconds = value;
        } else if (rest.startsWith(FOP)) {
            int end = rest.indexOf('.', FOP.length());
            if (end > 0) {
                take(rest.substring(FOP.length(), end), rest.substring(end + 1), value);
            }
        }
    }

    /** What stands behind the probe's name, which is the same in all keys of an object. */
    private String rest(String key, int atLine) throws InputException {
        if (key.startsWith(start) && prefix != null) {
            String rest = key.substring(start.length());
            if (REST.matcher(rest).matches()) {
                return rest;
            }
        }
        Matcher whole = KEY.matcher(key);
        if (!whole.matches()) {
            throw new InputException(atLine, "'" + Numbers.shown(key) + "' is no key of an io-stats dump");
        }
        if (prefix != null) {
            throw new InputException(atLine, "keys of two probes in one object: '" + Numbers.shown(key) + "'");
        }
        prefix = whole.group(1);
        kind = whole.group(2);
        start = key.substring(0, whole.start(3));
        return whole.group(3);
    }

    private void take(String name, String attribute, double value) {
        if (!FOP_NAME.matcher(name).matches()) {
            return;
        }
        switch (attribute) {
            case "count", "per_sec" -> {
                Parts fop = of(name);
                // fop.null.count stands twice; the second belongs to another list and is always 0.
                fop.calls = Double.isNaN(fop.calls) ? value : fop.calls;
            }
            case "latency_ave_usec" -> of(name).average = value;
            case "latency_min_usec" -> of(name).min = value;
            case "latency_max_usec" -> of(name).max = value;
            default -> {
                // Other keys of a FOP say nothing of its latency.
            }
        }
    }

    private Parts of(String fop) {
        return parts.computeIfAbsent(fop, name -> new Parts());
    }

    /** Checks that the object held what every dump holds. */
    void end() throws InputException {
        if (prefix == null) {
            throw new InputException(line, "an empty JSON object");
        }
        if (Double.isNaN(seconds)) {
            throw new InputException(line, "lacks " + (isAggregate() ? "'uptime'" : "'sample_interval_sec'"));
        }
        clues.knownFops(parts.containsKey("copy_file_range"), parts.containsKey("icreate"));
        addClues(clues);
    }

    /** Lets this object's minima and maxima speak for the whole dump. */
    void addClues(UnitClues to) {
        for (Parts fop : parts.values()) {
            if (fop.average > 0) {
                to.minOrMax(fop.min);
                to.minOrMax(fop.max);
            }
        }
    }

    Section section() {
        Map<String, FopCounter> fops = new TreeMap<>();
        parts.forEach((name, fop) -> {
            double calls = isAggregate() ? fop.calls : fop.calls * seconds;
            if (calls >= 0.5 && calls < Long.MAX_VALUE) {
                double average = Double.isNaN(fop.average) ? 0 : fop.average;
                fops.put(FopNames.shared(name.toUpperCase(Locale.ROOT)),
                        FopCounter.ofAverage(Math.round(calls), average, fop.min, fop.max));
            }
        });
        return new Section(seconds, fops);
    }
}
