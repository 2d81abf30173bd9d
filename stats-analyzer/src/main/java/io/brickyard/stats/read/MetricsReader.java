package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.Section;
import io.brickyard.stats.dump.Source;
import io.brickyard.stats.dump.UnitClues;
import org.jspecify.annotations.Nullable;

/**
 * What {@code kill -USR2} makes a GlusterFS process write ({@code /var/run/gluster/metrics/gmetrics.*}): of each
 * translator, in the order of the graph, {@code NAME.interval.READ.count}, {@code .latency} (the average, nanoseconds),
 * {@code .max} and {@code .min}, all since the file before.
 *
 * <p>A call that a translator passes on by a tail call is counted there and timed further down: what has times and no count
 * was called as often as the nearest counted translator above it. The minimum is 0 in all files but the first.
 */
final class MetricsReader implements InputReader {
    private static final Pattern VALUE = Pattern.compile(
            "(.{1,4096})\\.interval\\.([A-Z_0-9]{2,40})\\.(count|latency|max|min) (\\d{1,20}(?:\\.\\d{1,9})?)");
    private static final String INTERVAL = ".interval.";
    private static final Pattern NUMBER = Pattern.compile("-?\\d[0-9.e+-]{0,40}");
    private static final int LONGEST_NAME = 4201;
    private static final Pattern STAMP = Pattern.compile("### (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d).*");
    private static final Pattern TYPE = Pattern.compile("# ([a-z]+/[a-z-]+)\\..{1,4096}\\.total\\.num_types .*");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String END = "# End of metrics";
    /** Stands last in the file although it is on top. */
    private static final String FUSE = "fuse";
    private static final int MOST_TRANSLATORS = 65_536;

    @Override
    public String title() {
        return DumpFormat.METRICS.title();
    }

    @Override
    public boolean recognises(Head head) {
        return head.text().startsWith("## ") && head.text().contains("\n### BrickName: ")
                && head.text().contains("\n### MountName: ");
    }

    @Override
    public void read(String file, InputStream in, InputSink sink) throws IOException, InputException {
        LineSource lines = new LineSource(in, StandardCharsets.UTF_8);
        Written written = new Written();
        boolean ended = false;
        for (String line = lines.next(); line != null; line = lines.next()) {
            ended |= line.equals(END);
            written.accept(line, lines.number());
        }
        if (!ended) {
            throw new InputException(lines.number(), "truncated: the line '" + END + "' is missing");
        }
        written.refuseDamage();
        written.deliver(file, sink);
    }

    /** A FOP of a translator, as far as it is read; NaN is what is not there. */
    private static final class Values {
        private double count = Double.NaN;
        private double average = Double.NaN;
        private double min = Double.NaN;
        private double max = Double.NaN;
    }

    /** A translator, its line and its FOPs. */
    private record Translator(String name, int line, Map<String, Values> fops) {}

    /** What one file says of its process. */
    private static final class Written {
        private final Map<String, Translator> translators = new LinkedHashMap<>();
        private String command = "";
        private @Nullable Instant taken;
        private Dump.Side side = Dump.Side.UNKNOWN;
        private @Nullable InputException damage;

        void refuseDamage() throws InputException {
            if (damage != null) {
                throw damage;
            }
        }

        void accept(String line, int number) throws InputException {
            if (line.startsWith("#")) {
                comment(line, number);
                return;
            }
            Matcher value = VALUE.matcher(line.contains(INTERVAL) ? line : "");
            if (value.matches()) {
                value(value, number);
            } else if (number == 1) {
                command = line;
            } else if (damage == null && !line.isEmpty() && !isAnyValue(line)) {
                // What is missed would be taken for a call that was passed on: see above.
                damage = new InputException(number, "expected 'NAME VALUE', found '" + Numbers.shown(line) + "'");
            }
        }

        private void comment(String line, int number) {
            Matcher type = TYPE.matcher(line);
            Matcher stamp = STAMP.matcher(line);
            if (type.matches()) {
                switch (type.group(1)) {
                    case "protocol/server", "storage/posix" -> side = Dump.Side.BRICK;
                    case "protocol/client" -> side = side == Dump.Side.BRICK ? side : Dump.Side.CLIENT;
                    default -> {
                        // may be of either side
                    }
                }
            } else if (stamp.matches()) {
                taken = instant(stamp.group(1));
            } else if (number == 1) {
                command = line;
            }
        }

        private static boolean isAnyValue(String line) {
            int blank = line.lastIndexOf(' ');
            return blank > 0 && blank <= LONGEST_NAME && !Character.isWhitespace(line.charAt(0))
                    && NUMBER.matcher(line).region(blank + 1, line.length()).matches();
        }

        private void value(Matcher line, int number) throws InputException {
            if (translators.size() >= MOST_TRANSLATORS) {
                throw new InputException(number, "more than " + MOST_TRANSLATORS + " translators");
            }
            Values values = translators
                    .computeIfAbsent(line.group(1), name -> new Translator(name, number, new TreeMap<>())).fops()
                    .computeIfAbsent(line.group(2), fop -> new Values());
            double read = Numbers.latency(line.group(4), number);
            switch (line.group(3)) {
                case "count" -> values.count = Numbers.count(line.group(4), number);
                case "latency" -> values.average = read;
                case "min" -> values.min = read == 0 ? Double.NaN : read;
                default -> values.max = read;
            }
        }

        private static @Nullable Instant instant(String stamp) {
            try {
                return LocalDateTime.parse(stamp, TIME).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException noTime) {
                return null;
            }
        }

        void deliver(String file, InputSink sink) {
            List<Translator> topFirst = new ArrayList<>(translators.values());
            topFirst.sort((one, other) -> Boolean.compare(other.name().equals(FUSE), one.name().equals(FUSE)));
            Map<String, Double> first = new TreeMap<>();
            topFirst.forEach(one -> one.fops().forEach((fop, values) -> {
                if (!Double.isNaN(values.count)) {
                    first.putIfAbsent(fop, values.count);
                }
            }));
            Map<String, Double> above = new TreeMap<>();
            int rank = 0;
            for (Translator one : topFirst) {
                rank++;
                Map<String, FopCounter> fops = new TreeMap<>();
                one.fops().forEach((fop, values) -> {
                    if (!Double.isNaN(values.count)) {
                        above.put(fop, values.count);
                    }
                    double calls = above.getOrDefault(fop, first.getOrDefault(fop, 0.0));
                    if (!Double.isNaN(values.average) && calls > 0) {
                        fops.put(fop, FopCounter.ofAverage((long) calls, values.average, values.min, values.max));
                    }
                });
                if (!fops.isEmpty()) {
                    UnitClues clues = new UnitClues();
                    clues.written(LatencyUnit.NANOSECONDS, "metrics files are of GlusterFS 4.0 or later, which times"
                            + " translators in ns");
                    sink.dump(new Dump(new Source(file, one.line()), DumpFormat.METRICS, one.name(), side, null,
                            new Section(Double.NaN, fops), -1, taken, command, rank, clues));
                }
            }
        }
    }
}
