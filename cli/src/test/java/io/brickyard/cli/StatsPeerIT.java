package io.brickyard.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.brickyard.peers.BrickGraph.Probe;
import io.brickyard.peers.IoStatsOptions.DumpFormat;
import io.brickyard.peers.Peers;
import io.brickyard.peers.RandreadExperiment;
import io.brickyard.peers.RandreadResult;
import io.brickyard.peers.RandreadResult.ClientRun;
import io.brickyard.peers.Statedump.FopTotal;
import io.brickyard.stats.SourceChoice;
import io.brickyard.stats.StatsAnalyzer;
import io.brickyard.stats.StatsReport;
import io.brickyard.stats.StatsRequest;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.stack.SectionChoice;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;
import io.brickyard.stats.unit.UnitOverride;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Nothing is fitted to the captures: GlusterFS runs with a graph of other names, two clients and two bricks, and the
 * table agrees with fio and with the bricks' own numbers, read from statedumps without any code of ours.
 */
class StatsPeerIT {
    /**
     * Stock keeps running averages (in dumps) and totals (in statedumps) without a lock, so the two differ by updates that
     * threads lost to each other. One lost update shifts an average by at most the longest call divided by the calls.
     */
    private static final int LOST_UPDATES = 3;
    private static final double ROUNDING = 1e-3;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void shouldAgreeWithFioAndTheBricks(DumpFormat format) throws IOException {
        Peers.require(RandreadExperiment.needs());
        RandreadResult result = RandreadExperiment.run(directory, format);

        StatsReport report = analyze(result, "dumps", SectionChoice.AUTO);
        List<Position> sinceStart = analyze(result, "dumps", SectionChoice.CUMULATIVE).tables().getFirst().positions();
        assertEquals(List.of(), report.refused());
        DeltaTable table = report.tables().getFirst();
        assertEquals("READ", table.fop());
        assertEquals(
                List.of("parent of performance/io-threads", "parent of protocol/client", "child of protocol/server",
                        "parent of performance/io-threads", "child of performance/io-threads",
                        "parent of storage/posix"),
                table.positions().stream().map(Position::label).toList());
        assertAgrees(result, table, sinceStart);
        assertTrue(notes(table, Note.Kind.UNIT).contains("latencies are ns although labelled us"),
                table.notes()::toString);

        // The same run, from the lines of its statedumps.
        assertAgrees(result, analyze(result, "statedumps", SectionChoice.AUTO).tables().getFirst(), sinceStart);
        assertThatTheCommandPrints(table);
    }

    private StatsReport analyze(RandreadResult result, String form, SectionChoice section) {
        List<String> inputs = new ArrayList<>();
        result.volfiles().forEach(volfile -> inputs.add(volfile.toString()));
        inputs.add(directory.resolve(form).toString());
        return StatsAnalyzer.analyze(
                new StatsRequest(inputs, List.of(), null, false, section, SourceChoice.IO_STATS,
                        UnitOverride.NONE),
                new ByteArrayInputStream(new byte[0]));
    }

    private static void assertAgrees(RandreadResult result, DeltaTable table, List<Position> sinceStart) {
        List<Position> positions = table.positions();
        Iterator<Position> longest = sinceStart.iterator();
        List<ClientRun> clients = result.clients();
        assertAgrees(sum(clients, one -> result.reads(one.name(), result.client().topProbe())), positions.get(0),
                longest.next());
        assertAgrees(
                sum(clients, one -> sum(result.client().remotes(),
                        remote -> result.reads(one.name(), result.client().probeAbove(remote)))),
                positions.get(1), longest.next());
        Iterator<Position> brickPositions = positions.subList(2, positions.size()).iterator();
        for (Probe place : Probe.values()) {
            assertAgrees(sum(result.bricks(), brick -> result.reads(brick.name(), brick.probeName(place))),
                    brickPositions.next(), longest.next());
        }
        long fioReads = clients.stream().mapToLong(one -> one.fio().read().totalIos()).sum();
        double fioNanos = clients.stream()
                .mapToDouble(one -> one.fio().read().totalIos() * one.fio().read().clatMeanNanos()).sum();
        assertEquals(fioReads, table.calls());
        assertTrue(table.averageNanos() < fioNanos / fioReads, "above what fio saw: " + table.averageNanos());
        assertEquals(1.0, positions.stream().mapToDouble(Position::share).sum(), 1e-6);
        assertTrue(positions.get(1).boundaryBelow());
        assertTrue(notes(table, Note.Kind.MERGED).contains("2 processes"), table.notes()::toString);
    }

    private static void assertAgrees(FopTotal expected, Position position, Position sinceStart) {
        assertEquals(expected.count(), position.calls(), position.label());
        double nanos = (double) expected.totalNanos() / expected.count();
        double lostNanos = LOST_UPDATES * sinceStart.maxNanos() / position.calls();
        assertEquals(nanos, position.averageNanos(), nanos * ROUNDING + lostNanos, position.label());
    }

    private static <T> FopTotal sum(List<T> parts, Function<T, FopTotal> total) {
        return parts.stream().map(total).reduce(new FopTotal(0, 0),
                (one, other) -> new FopTotal(one.count() + other.count(), one.totalNanos() + other.totalNanos()));
    }

    private void assertThatTheCommandPrints(DeltaTable table) throws IOException {
        ProcessRun run = ProcessRun.of(directory, Map.of(),
                List.of(Installation.PACKAGED.resolve("brickyard").toString(), "stats", "volfiles", "dumps"));
        assertEquals(0, run.code(), run.err());
        for (Position position : table.positions()) {
            String average = String.format(java.util.Locale.ROOT, " %.2f ", position.averageNanos() / 1000);
            assertTrue(run.out().contains(average), run.out());
        }
    }

    private static String notes(DeltaTable table, Note.Kind kind) {
        return table.notes().stream().filter(note -> note.kind() == kind).map(Note::text).toList().toString();
    }
}
