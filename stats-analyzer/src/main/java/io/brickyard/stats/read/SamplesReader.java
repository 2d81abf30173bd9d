package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.FopSamples;
import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.dump.Section;
import io.brickyard.stats.dump.Source;
import io.brickyard.stats.dump.UnitClues;
import org.jspecify.annotations.Nullable;

/**
 * The files {@code *.samp} of io-stats probes with {@code ios-sample-interval}: a line for every so many-th call, of
 * whatever FOP, since the file before:
 * {@code time,priority,fop,latency,unique-id,instance,user,group,client host,client port}. The latency is whole
 * nanoseconds since 10.0 and microseconds with four decimals before; the time is that of the monotonic clock since 4.0.
 */
final class SamplesReader implements InputReader {
    private static final Pattern LINE = Pattern
            .compile("\\d+\\.\\d+,[A-Z]+,[A-Z_0-9]+,\\d+(?:\\.\\d+)?,[^\\n]*", Pattern.DOTALL);
    private static final int FIELDS = 10;
    private static final int FOP = 2;
    private static final int LATENCY = 3;
    private static final int UNIQUE_ID = 4;
    /** GlusterFS keeps so many samples by default and drops further ones until they are written. */
    private static final int BUFFER = 65_535;
    private static final int MOST_PROBES = 4096;

    @Override
    public String title() {
        return DumpFormat.SAMPLES.title();
    }

    @Override
    public boolean recognises(Head head) {
        return LINE.matcher(head.lines().getFirst()).matches();
    }

    @Override
    public void read(String file, InputStream in, InputSink sink) throws IOException, InputException {
        LineSource lines = new LineSource(in, StandardCharsets.ISO_8859_1);
        Map<String, Probe> probes = new TreeMap<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            accept(line, lines.number(), probes);
        }
        for (Map.Entry<String, Probe> probe : probes.entrySet()) {
            probe.getValue().deliver(file, probe.getKey(), sink);
        }
    }

    private static void accept(String line, int number, Map<String, Probe> probes) throws InputException {
        if (line.isBlank()) {
            return;
        }
        String[] fields = line.split(",", -1);
        if (fields.length < FIELDS) {
            throw new InputException(number, "expected 'time,priority,fop,latency,unique-id,instance,user,group,host,"
                    + "port', found '" + Numbers.shown(line) + "': the file may be truncated");
        }
        double seconds = Numbers.decimal(fields[0]);
        if (!(seconds >= 0)) {
            throw new InputException(number, "'" + Numbers.shown(fields[0]) + "' is not a time");
        }
        // Four fields follow the names; a name itself may hold commas.
        String probe = String.join(",", java.util.Arrays.asList(fields).subList(UNIQUE_ID, fields.length - 5));
        Probe of = probes.get(probe);
        if (of == null) {
            if (probes.size() >= MOST_PROBES) {
                throw new InputException(number, "samples of more than " + MOST_PROBES + " probes");
            }
            of = new Probe(number);
            probes.put(probe, of);
        }
        of.add(fields[FOP], fields[LATENCY], seconds, number);
    }

    /** The samples of one probe. */
    private static final class Probe {
        private final int line;
        private final Map<String, FopSamples> fops = new TreeMap<>();
        private double first = Double.POSITIVE_INFINITY;
        private double last = Double.NEGATIVE_INFINITY;
        private boolean decimals;
        private int count;

        Probe(int line) {
            this.line = line;
        }

        void add(String fop, String latency, double seconds, int number) throws InputException {
            double value = Numbers.latency(latency, number);
            decimals |= latency.indexOf('.') >= 0;
            fops.computeIfAbsent(fop, key -> new FopSamples()).add(value);
            first = Math.min(first, seconds);
            last = Math.max(last, seconds);
            count++;
        }

        void deliver(String file, String name, InputSink sink) {
            UnitClues clues = new UnitClues();
            if (decimals) {
                clues.written(LatencyUnit.MICROSECONDS,
                        "samples have decimals, as GlusterFS up to 9 writes microseconds");
            } else {
                clues.written(LatencyUnit.NANOSECONDS,
                        "samples are whole, as GlusterFS 10 and later write nanoseconds");
            }
            if (count >= BUFFER) {
                sink.note(new Source(file, 0), Note.Kind.SATURATED, name + ": its sample buffer of " + BUFFER
                        + " was full, so later calls of that time are not in it; sample fewer calls or dump more often");
            }
            sink.dump(new Dump(new Source(file, line), DumpFormat.SAMPLES, name, Dump.Side.UNKNOWN, null,
                    new Section(last - first, FopSamples.counters(fops)), -1, instant(last), null, 0, clues));
        }

        /** Of a monotonic clock this is no wall time, but it orders the files of one machine all the same. */
        private static @Nullable Instant instant(double seconds) {
            return seconds < Integer.MAX_VALUE ? Instant.EPOCH.plus(Duration.ofNanos((long) (seconds * 1e9))) : null;
        }
    }
}
