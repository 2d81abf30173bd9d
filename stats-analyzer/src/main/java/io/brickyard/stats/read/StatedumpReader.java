package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.Source;
import io.brickyard.stats.dump.UnitClues;
import org.jspecify.annotations.Nullable;

/**
 * Statedumps (SIGUSR1, {@code gluster volume statedump}): of each translator {@code [X.latency]}, of each io-stats its
 * private lines {@code X.cumulative.READ=count,total,min,max,avg}, of a brick the latencies of its RPC programs. Sections
 * stand in the order of the graph, top first. A statedump resets {@code [X.latency]} and nothing else.
 */
final class StatedumpReader implements InputReader {
    private static final Pattern START = Pattern
            .compile(
                    "DUMP[-_]START[-_]TIME: (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)( [+-]\\d{4})?");
    /** Where a process keeps its call pool: the same in all its statedumps, another in every other process. */
    private static final String CALLPOOL = "callpool_address=";
    /** What both lines begin with that hold a statedump together. */
    private static final String FRAME = "DUMP";
    private static final Pattern END = Pattern.compile("DUMP[-_]END[-_]TIME: .*");
    private static final Pattern OLD_LATENCY = Pattern.compile("([A-Z_0-9]{1,40})=(\\d[0-9.]*,\\d+,\\d[0-9.]*)");
    private static final Pattern SECTION = Pattern.compile("\\[(.{1,4096})]");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS][.SSS]");

    @Override
    public String title() {
        return "statedump";
    }

    @Override
    public boolean recognises(Head head) {
        return head.lines().stream().limit(8).anyMatch(line -> START.matcher(line).matches());
    }

    @Override
    public void read(String file, InputStream in, InputSink sink) throws IOException, InputException {
        LineSource lines = new LineSource(in, StandardCharsets.UTF_8);
        Statedump statedump = null;
        for (String line = lines.next(); line != null; line = lines.next()) {
            boolean frames = line.startsWith(FRAME);
            Matcher start = START.matcher(frames ? line : "");
            if (start.matches()) {
                // GlusterFS appends when two statedumps fall into one second.
                refuseOpen(statedump, lines.number());
                statedump = new Statedump(file, start.group(1), start.group(2));
            } else if (statedump != null && frames && END.matcher(line).matches()) {
                statedump.deliver(sink);
                statedump = null;
            } else if (statedump != null) {
                statedump.accept(line, lines.number());
            }
        }
        refuseOpen(statedump, lines.number());
    }

    private static void refuseOpen(@Nullable Statedump statedump, int line) throws InputException {
        if (statedump != null) {
            throw new InputException(line, "truncated: the statedump has no DUMP-END-TIME");
        }
    }

    /** What one statedump says of its process. */
    private static final class Statedump {
        private final String file;
        private final String stamp;
        private final boolean hasZone;
        private final Map<String, StatedumpProbe> ioStats = new LinkedHashMap<>();
        private final Map<String, StatedumpProbe> latencies = new LinkedHashMap<>();
        private String section = "";
        private boolean isBrick;
        private boolean isClient;
        private @Nullable String process;
        private int rank;

        Statedump(String file, String stamp, @Nullable String zone) {
            this.file = file;
            this.stamp = zone == null ? stamp : stamp + zone;
            this.hasZone = zone != null;
        }

        void accept(String line, int number) throws InputException {
            if (line.startsWith("[")) {
                Matcher header = SECTION.matcher(line);
                if (header.matches()) {
                    open(header.group(1), number);
                    return;
                }
            }
            if (line.startsWith(CALLPOOL)) {
                process = line.substring(CALLPOOL.length());
                return;
            }
            StatedumpLine counter = StatedumpLine.of(line);
            if (counter != null) {
                counter(counter, number);
                return;
            }
            if (section.endsWith(".latency")) {
                Matcher old = OLD_LATENCY.matcher(line);
                if (old.matches()) {
                    String name = section.substring(0, section.length() - ".latency".length());
                    probe(latencies, name, number).latency(old.group(1), old.group(2), number);
                }
            }
        }

        private void open(String name, int number) {
            section = name;
            isBrick |= name.startsWith("storage/posix.") || name.equals("xlator.protocol.server.priv");
            isClient |= name.startsWith("xlator.protocol.client.") || name.equals("fuse");
            if (name.endsWith(".latency")) {
                probe(latencies, name.substring(0, name.length() - ".latency".length()), number);
            }
        }

        private void counter(StatedumpLine line, int number) throws InputException {
            switch (line.kind()) {
                case LATENCY -> probe(latencies, line.name(), number).latency(line.fop(), line.value(), number);
                case CUMULATIVE -> probe(ioStats, line.name(), number).cumulative(line.fop(), line.value(), number);
                case INCREMENTAL -> probe(ioStats, line.name(), number).incremental(line.fop(), line.value(), number);
            }
        }

        private StatedumpProbe probe(Map<String, StatedumpProbe> of, String name, int number) {
            return of.computeIfAbsent(name, key -> new StatedumpProbe(key, number, ++rank));
        }

        void deliver(InputSink sink) {
            Dump.Side side = isBrick ? Dump.Side.BRICK : isClient ? Dump.Side.CLIENT : Dump.Side.UNKNOWN;
            Instant taken = instant();
            for (StatedumpProbe probe : ioStats.values()) {
                StatedumpProbe translator = latencies.get(probe.name());
                UnitClues clues = probe.ioStatsClues(translator);
                clues.stamp(hasZone);
                sink.dump(probe.ioStatsDump(new Source(file, probe.line()), side, taken, process, clues));
            }
            boolean ioStatsInMicros = ioStats.values().stream().anyMatch(StatedumpProbe::hasFraction);
            boolean ioStatsSpeaks = ioStats.values().stream().anyMatch(StatedumpProbe::hasCalls);
            for (StatedumpProbe probe : latencies.values()) {
                if (probe.hasLatencies() && !probe.isOtherProgram()) {
                    DumpFormat format = probe.isRpcProgram()
                            ? DumpFormat.STATEDUMP_RPC
                            : DumpFormat.STATEDUMP_LATENCY;
                    UnitClues clues = probe.latencyClues(hasZone, ioStatsInMicros, ioStatsSpeaks);
                    sink.dump(probe.latencyDump(new Source(file, probe.line()), format, side, taken, process, clues));
                }
            }
        }

        private @Nullable Instant instant() {
            try {
                return hasZone
                        ? OffsetDateTime.parse(stamp, DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS] Z"))
                                .toInstant()
                        : LocalDateTime.parse(stamp, TIME).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException unknownForm) {
                return null;
            }
        }
    }
}
