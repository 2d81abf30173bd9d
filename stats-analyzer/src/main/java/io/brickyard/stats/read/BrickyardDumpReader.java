package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.brickyard.stats.dump.Distribution;
import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.Section;
import io.brickyard.stats.dump.Source;
import io.brickyard.stats.dump.UnitClues;
import org.jspecify.annotations.Nullable;

/**
 * Dumps of brickyard's own processes: a JSON object each, several may follow one another. Their keys say the unit, so
 * nothing is guessed. What the keys mean stands where they are written, in {@code io.brickyard.xlator.stats.JsonDump}.
 */
final class BrickyardDumpReader implements InputReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(8192).maxStringLength(1 << 20).maxNestingDepth(64)
                            .build())
            .build();
    private static final String MARK = "brickyard-dump";
    private static final int SCHEMA = 1;
    private static final Pattern FOP = Pattern.compile("[A-Z_]{1,40}");
    private static final int MOST_PROBES = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String title() {
        return DumpFormat.BRICKYARD.title();
    }

    @Override
    public boolean recognises(Head head) {
        return head.firstVisible() == '{' && head.text().contains("\"" + MARK + "\"");
    }

    @Override
    public void read(String file, InputStream in, InputSink sink) throws IOException, InputException {
        try (JsonParser parser = JSON.createParser(in)) {
            while (parser.nextToken() != null) {
                sink.dump(new OneDump(parser).read(file));
            }
        } catch (StreamConstraintsException tooLarge) {
            throw JsonFaults.tooLarge(tooLarge);
        } catch (StreamReadException broken) {
            throw JsonFaults.broken(broken);
        }
    }

    /** Takes the value of one key of an object. */
    @FunctionalInterface
    private interface Taker {
        void take(String key) throws IOException, InputException;
    }

    /** One object of the file. */
    private static final class OneDump {
        private final JsonParser parser;
        private final int line;
        private long schema = -1;
        private @Nullable String probe;
        private Dump.Side side = Dump.Side.UNKNOWN;
        private int rank;
        private @Nullable String process;
        private @Nullable Window cumulative;
        private @Nullable Window interval;

        OneDump(JsonParser parser) {
            this.parser = parser;
            this.line = line();
        }

        Dump read(String file) throws IOException, InputException {
            object(this::take);
            if (schema != SCHEMA) {
                throw new InputException(line, schema < 0
                        ? "an object without '" + MARK + "'"
                        : "schema " + schema + " of brickyard dumps; this version reads schema " + SCHEMA);
            }
            if (probe == null || cumulative == null || interval == null) {
                throw new InputException(line, "a brickyard dump that lacks '"
                        + (probe == null ? "probe" : cumulative == null ? "cumulative" : "interval") + "'");
            }
            UnitClues clues = new UnitClues();
            clues.written(LatencyUnit.NANOSECONDS, "brickyard's dumps say so");
            return new Dump(new Source(file, line), DumpFormat.BRICKYARD, probe, side, cumulative.section(),
                    interval.section(), interval.number, interval.taken(), process, rank, clues);
        }

        private void take(String key) throws IOException, InputException {
            switch (key) {
                case MARK -> schema = number(key);
                case "probe" -> probe = text(key);
                case "side" -> side = switch (text(key)) {
                    case "client" -> Dump.Side.CLIENT;
                    case "brick" -> Dump.Side.BRICK;
                    default -> Dump.Side.UNKNOWN;
                };
                // 0 is the rank of those that tell none.
                case "position" -> rank = 1 + Math.min(small(key), MOST_PROBES);
                case "process" -> process = process();
                case "cumulative" -> cumulative = window();
                case "interval" -> interval = window();
                default -> parser.skipChildren();
            }
        }

        private String process() throws IOException, InputException {
            Map<String, String> identity = new TreeMap<>();
            object(key -> {
                if (parser.currentToken().isScalarValue()) {
                    identity.put(key, parser.getText());
                } else {
                    parser.skipChildren();
                }
            });
            return identity.toString();
        }

        private Window window() throws IOException, InputException {
            Window window = new Window();
            object(key -> {
                switch (key) {
                    case "number" -> window.number = small(key);
                    case "start" -> window.startNanos = moment()[1];
                    case "end" -> window.end = moment();
                    case "fops" -> object(fop -> window.fops.put(name(fop), counter()));
                    default -> parser.skipChildren();
                }
            });
            return window;
        }

        private String name(String fop) throws InputException {
            if (!FOP.matcher(fop).matches()) {
                throw new InputException(line(), "'" + Numbers.shown(fop) + "' is no FOP");
            }
            return fop;
        }

        /** Wall clock and monotonic clock. */
        private long[] moment() throws IOException, InputException {
            long[] clocks = new long[2];
            object(key -> {
                switch (key) {
                    case "epochNanos" -> clocks[0] = number(key);
                    case "monotonicNanos" -> clocks[1] = number(key);
                    default -> parser.skipChildren();
                }
            });
            return clocks;
        }

        private FopCounter counter() throws IOException, InputException {
            long[] values = new long[4];
            Distribution[] latencies = new Distribution[1];
            object(key -> {
                switch (key) {
                    case "count" -> values[0] = number(key);
                    case "totalNanos" -> values[1] = number(key);
                    case "minNanos" -> values[2] = number(key);
                    case "maxNanos" -> values[3] = number(key);
                    case "histogram" -> latencies[0] = HdrText.decode(text(key), line());
                    default -> parser.skipChildren();
                }
            });
            if (latencies[0] != null && latencies[0].count() != values[0]) {
                throw new InputException(line(), "a histogram of " + latencies[0].count() + " calls beside a count of "
                        + values[0]);
            }
            return new FopCounter(values[0], (double) values[1], (double) values[2], (double) values[3], latencies[0]);
        }

        private void object(Taker taker) throws IOException, InputException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new InputException(line(), "expected a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                taker.take(key);
            }
        }

        private long number(String key) throws IOException, InputException {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER && parser.getLongValue() >= 0) {
                return parser.getLongValue();
            }
            throw new InputException(line(), "'" + key + "' is no whole number from 0 on");
        }

        private int small(String key) throws IOException, InputException {
            return (int) Math.min(Integer.MAX_VALUE, number(key));
        }

        private String text(String key) throws IOException, InputException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw new InputException(line(), "'" + key + "' is no string");
            }
            return parser.getText();
        }

        private int line() {
            return Math.max(0, parser.currentTokenLocation().getLineNr());
        }
    }

    /** A window as it is read. */
    private static final class Window {
        private final Map<String, FopCounter> fops = new TreeMap<>();
        private int number = -1;
        private long startNanos;
        private long[] end = new long[2];

        Section section() {
            fops.values().removeIf(counter -> counter.count() == 0);
            return new Section(Math.max(0, end[1] - startNanos) / NANOS_PER_SECOND, fops);
        }

        Instant taken() {
            return Instant.EPOCH.plusNanos(end[0]);
        }
    }
}
