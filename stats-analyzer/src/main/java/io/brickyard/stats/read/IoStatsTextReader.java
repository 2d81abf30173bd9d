package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
 * io-stats text dumps, as {@code trusted.io-stats-dump} and {@code ios-dump-format text} write them.
 *
 * <p>A dump is a cumulative section followed by one interval section; releases before 4.0 append dump after dump to one
 * file. Between the sections stand lists of file names, raw bytes and all, so only whole known lines count. The columns of
 * the FOP table are minimum widths: rows are split on blanks.
 */
final class IoStatsTextReader implements InputReader {
    private static final Pattern SECTION = Pattern.compile("=== (?:(Cumulative)|Interval (\\d{1,9})) stats ===");
    private static final Pattern DURATION = Pattern.compile(" *Duration : (\\d{1,12}) secs");
    private static final Pattern STAMP = Pattern
            .compile(
                    "Current open fd's: -?\\d+ Max open fd's: -?\\d+ time \\d{4}-\\d\\d-\\d\\d [0-9:.]+(?<zone> [+-]\\d{4})?");
    /** What lines outside of the tables start with that matter: lists of files are the bulk of a dump. */
    private static final LineSource.FirstBytes STARTS = new LineSource.FirstBytes("=CF ");
    private static final Pattern TABLE = Pattern.compile("Fop +Call Count +Avg-Latency +Min-Latency +Max-Latency *");

    @Override
    public String title() {
        return DumpFormat.IO_STATS_TEXT.title();
    }

    @Override
    public boolean recognises(Head head) {
        return head.text().contains(" stats ===")
                && head.text().lines().limit(64).anyMatch(line -> SECTION.matcher(line).matches());
    }

    @Override
    public void read(String file, InputStream in, InputSink sink) throws IOException, InputException {
        LineSource lines = new LineSource(in, StandardCharsets.ISO_8859_1);
        Pair pair = new Pair(file, sink);
        while (pair.inTable ? lines.advance() : lines.advance(STARTS)) {
            Matcher section = lines.startsWith("=== ") ? SECTION.matcher(lines.text()) : null;
            if (section != null && section.matches()) {
                pair.open(section, lines.number());
            } else {
                pair.accept(lines);
            }
        }
        pair.finish(lines.number());
    }

    /** The cumulative and interval sections that make one dump. */
    private static final class Pair {
        private final String file;
        private final InputSink sink;
        private UnitClues clues = new UnitClues();
        private int startLine;
        private @Nullable Section cumulative;
        private @Nullable String openName;
        private int intervalNumber = -1;
        private double seconds = Double.NaN;
        private Map<String, FopCounter> fops = new TreeMap<>();
        private boolean inTable;
        private boolean tableEnded;
        private final FopRow row = new FopRow();

        Pair(String file, InputSink sink) {
            this.file = file;
            this.sink = sink;
        }

        void open(Matcher section, int line) throws InputException {
            boolean isCumulative = section.group(1) != null;
            if (isCumulative) {
                endDump(line);
                startLine = line;
            } else {
                closeSection(line);
                if (cumulative == null) {
                    throw new InputException(line, "an Interval section without a Cumulative section before it");
                }
                intervalNumber = Integer.parseInt(section.group(2));
            }
            openName = isCumulative ? "Cumulative" : "Interval " + intervalNumber;
        }

        void accept(LineSource line) throws InputException {
            if (inTable) {
                tableLine(line);
            } else if (openName != null && !tableEnded && line.startsWith("Fop ")
                    && TABLE.matcher(line.text()).matches()) {
                inTable = true;
            } else if (line.startsWith("Current open fd's: ")) {
                Matcher stamp = STAMP.matcher(line.text());
                if (stamp.matches()) {
                    clues.stamp(stamp.group("zone") != null);
                }
            } else if (openName != null && Double.isNaN(seconds)) {
                Matcher duration = DURATION.matcher(line.text());
                if (duration.matches()) {
                    seconds = Double.parseDouble(duration.group(1));
                }
            }
        }

        private void tableLine(LineSource line) throws InputException {
            if (line.startsWith("---")) {
                inTable = !line.startsWith("------ ");
                tableEnded = !inTable;
            } else if (row.parse(line.bytes(), line.from(), line.to())) {
                add(row.fop(), row.count(), row.average(), row.min(), row.max());
            } else if (!line.text().isBlank()) {
                oddRow(Words.of(line.text()), line.number());
            }
        }

        private void oddRow(List<String> words, int number) throws InputException {
            if (words.size() != 8 || !words.get(3).equals(words.get(5)) || !words.get(5).equals(words.get(7))) {
                throw new InputException(number, "expected a row 'FOP calls avg us min us max us', found '"
                        + Numbers.shown(String.join(" ", words)) + "'");
            }
            // No release prints ns here; should one correct the label, it is meant.
            if (words.get(3).equals("ns")) {
                clues.written(LatencyUnit.NANOSECONDS, "the rows are labelled ns");
            }
            double min = Numbers.latency(words.get(4), number);
            double max = Numbers.latency(words.get(6), number);
            long count = Numbers.count(words.get(1), number);
            add(words.get(0), count, Numbers.latency(words.get(2), number), min, max);
        }

        private void add(String fop, long count, double average, double min, double max) {
            clues.exactMinOrMax(min);
            clues.exactMinOrMax(max);
            fops.put(FopNames.shared(fop), FopCounter.ofAverage(count, average, min, max));
        }

        private void closeSection(int line) throws InputException {
            if (openName == null) {
                return;
            }
            if (!tableEnded) {
                throw new InputException(line, "truncated in the " + openName + " section: its FOP table does not end");
            }
            Section section = new Section(seconds, fops);
            if (intervalNumber < 0) {
                cumulative = section;
            } else {
                sink.dump(new Dump(new Source(file, startLine), DumpFormat.IO_STATS_TEXT, null, Dump.Side.UNKNOWN,
                        cumulative, section, intervalNumber, null, null, 0, clues));
                cumulative = null;
                intervalNumber = -1;
                clues = new UnitClues();
            }
            openName = null;
            seconds = Double.NaN;
            fops = new TreeMap<>();
            inTable = false;
            tableEnded = false;
        }

        private void endDump(int line) throws InputException {
            closeSection(line);
            if (cumulative != null) {
                throw new InputException(line, "truncated: the Interval section is missing");
            }
        }

        void finish(int line) throws InputException {
            endDump(line);
        }
    }
}
