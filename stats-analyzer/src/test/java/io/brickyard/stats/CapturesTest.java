package io.brickyard.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.brickyard.stats.dump.Dump.Side;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.read.InputReport;
import io.brickyard.stats.stack.SectionChoice;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.brickyard.stats.Runs.CAPTURES;
import static io.brickyard.stats.Runs.averages;
import static io.brickyard.stats.Runs.deltas;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Dumps that a real GlusterFS wrote give the numbers that were worked out beside them. */
class CapturesTest {
    private static final List<String> SIX = List.of("parent of performance/io-threads", "parent of protocol/client",
            "child of protocol/server", "parent of performance/io-threads", "child of performance/io-threads",
            "parent of storage/posix");

    private static Path capture(String name) {
        return CAPTURES.resolve(name);
    }

    private static List<String> expected(String capture, int column) throws IOException {
        return Files.readAllLines(capture(capture).resolve("expected.tsv")).stream().skip(1)
                .map(line -> line.split("\t", -1)[column]).toList();
    }

    /** Without what fio measured, which stands on top. */
    private static DeltaTable withoutApplication(DeltaTable table) {
        List<Position> inside = table.positions().stream().filter(one -> one.side() != Side.APPLICATION).toList();
        int above = table.positions().size() - inside.size();
        return new DeltaTable(table.fop(), table.window(), inside, table.bottleneck() - above, table.notes());
    }

    @ParameterizedTest
    @CsvSource({"seed-randread-text,dumps", "seed-randread-text,statedumps", "seed-randread-text,.",
            "seed-randread-json,dumps", "seed-randread-json,statedumps", "seed-randread-json,."})
    void shouldGiveTheExpectedTableFromEveryForm(String name, String form) throws IOException {
        DeltaTable table = withoutApplication(
                Runs.over(capture(name).resolve(form), capture(name).resolve("volfiles")).table());

        assertEquals("READ", table.fop());
        assertEquals(SIX, table.positions().stream().map(Position::label).toList());
        assertEquals(expected(name, 1), table.positions().stream().map(one -> one.probes().getFirst()).toList());
        assertEquals(expected(name, 4), table.positions().stream().map(one -> Long.toString(one.calls())).toList());
        assertEquals(expected(name, 6), averages(table));
        List<String> deltas = expected(name, 11).subList(0, 5);
        assertEquals(deltas, deltas(table).subList(0, 5));
        assertEquals(table.positions().get(5).averageNanos(), table.positions().get(5).deltaNanos());
        assertEquals(1, table.bottleneck());
        assertEquals(List.of(Side.CLIENT, Side.CLIENT, Side.BRICK, Side.BRICK, Side.BRICK, Side.BRICK),
                table.positions().stream().map(Position::side).toList());
        assertTrue(table.positions().get(1).boundaryBelow());
        assertTrue(Runs.notes(table, Note.Kind.UNIT).contains("latencies are ns"));
    }

    @Test
    void shouldGiveMinimaAndMaximaOfTheInterval() throws IOException {
        DeltaTable table = withoutApplication(Runs.over(capture("seed-randread-text")).table());
        assertEquals(expected("seed-randread-text", 7),
                table.positions().stream().map(one -> Long.toString((long) one.minNanos())).toList());
        assertEquals(expected("seed-randread-text", 8),
                table.positions().stream().map(one -> Long.toString((long) one.maxNanos())).toList());
    }

    @Test
    void shouldReadASingleDumpByItsIntervalAndCumulativeOnRequest() {
        Path after = capture("seed-randread-json").resolve("dumps/after");
        Path volfiles = capture("seed-randread-json").resolve("volfiles");
        assertEquals(List.of("231.41", "211.65", "121.01", "119.73", "91.11", "87.54"),
                averages(Runs.over(after, volfiles).table()));
        DeltaTable cumulative = Runs.over(after, volfiles).section(SectionChoice.CUMULATIVE).table();
        assertEquals(List.of("217.05", "197.94", "110.85", "109.64", "83.39", "80.05"), averages(cumulative));
        assertEquals(260_707, cumulative.calls());
        assertTrue(cumulative.window().startsWith("cumulative"), cumulative.window());
    }

    @Test
    void shouldSubtractCumulativeSectionsOnRequest() {
        DeltaTable table = withoutApplication(
                Runs.over(capture("seed-randread-json")).section(SectionChoice.DIFFERENCE).table());
        assertEquals(208_810, table.calls());
        assertEquals(List.of("231.41", "211.65", "121.01", "119.73", "91.11", "87.54"), averages(table));
        assertTrue(table.window().startsWith("difference"), table.window());
    }

    @Test
    void shouldShowEveryTranslatorFromLatencySections() {
        DeltaTable table = withoutApplication(
                Runs.over(capture("seed-randread-json")).source(SourceChoice.LATENCY).table());
        assertEquals(List.of("mount/fuse", "debug/io-stats", "performance/io-threads", "cluster/replicate",
                "debug/io-stats", "protocol/client", "RPC program GlusterFS 4.x v1", "protocol/server",
                "debug/io-stats", "debug/io-stats", "performance/io-threads", "debug/io-stats", "features/upcall",
                "features/locks", "debug/io-stats", "storage/posix"),
                table.positions().stream().map(Position::label).toList());
        assertEquals(List.of("232.96", "231.85", "230.91", "219.22", "212.45", "210.83", "127.30", "123.59", "121.40",
                "120.15", "119.23", "91.49", "90.67", "89.86", "88.19", "86.83"), averages(table));
        assertEquals(5, indexOfBoundary(table));
    }

    private static int indexOfBoundary(DeltaTable table) {
        return table.positions().stream().map(Position::boundaryBelow).toList().indexOf(true);
    }

    @Test
    void shouldUseStatedumpsWhereTheDumpFilesAreEmpty() {
        StatsReport report = Runs.over(capture("seed-randread-samples")).report();
        DeltaTable table = withoutApplication(report.tables().getFirst());
        assertEquals(List.of("233.18", "214.54", "129.99", "128.58", "99.37", "95.31"), averages(table));
        assertEquals(List.of("18.64", "84.56", "1.41", "29.21", "4.06", "95.31"), deltas(table));
        assertEquals(202_140, table.calls());
        assertEquals(32, report.refused().size());
        assertTrue(report.refused().stream().allMatch(one -> one.detail().startsWith("the file is empty")));
        assertEquals(32, report.inputs().stream().filter(one -> one.status() == InputReport.Status.READ
                && one.detail().equals("io-stats samples")).count());
    }

    @Test
    void shouldAddTheIntervalsOfASeries() throws IOException {
        DeltaTable table = withoutApplication(Runs.over(capture("series-5s-text")).table());
        long reads = Files.readAllLines(capture("series-5s-text").resolve("expected.tsv")).stream()
                .map(line -> line.split("\t", -1)).filter(row -> row[1].equals("glusterfs_client-iot-parent"))
                .mapToLong(row -> Long.parseLong(row[4])).sum();
        assertEquals(reads, table.calls());
        assertEquals("intervals 1 to 13, 65 s", table.window());
        assertEquals(6, table.positions().size());
        assertTrue(Runs.notes(table, Note.Kind.LEFT_OUT).contains("no dumps below"));
    }

    @Test
    void shouldReadEveryOddDump() throws IOException {
        StatsReport report = Runs.over(capture("dump-oddities")).allFops().report();
        assertEquals(List.of(), report.refused());
        long files;
        try (var walk = Files.walk(capture("dump-oddities"))) {
            files = walk.filter(Files::isRegularFile).count();
        }
        assertEquals(files, report.inputs().stream().filter(one -> one.status() == InputReport.Status.READ).count());
        assertTrue(report.fopsSeen().containsAll(List.of("WRITE", "FXATTROP", "INODELK", "SEEK", "RELEASE")));
        DeltaTable read = report.tables().stream().filter(table -> table.fop().equals("READ")).findFirst()
                .orElseThrow();
        assertEquals(List.of("177.03", "149.44", "78.17", "65.00", "35.72", "17.77"), averages(read));
    }

    @Test
    void shouldLeaveNoQuestionAboutIdleProbes() {
        DeltaTable table = Runs.over(capture("dump-oddities").resolve("dumps/00-idle.client-iot-parent"),
                capture("dump-oddities").resolve("dumps/01-every-fop.client-iot-parent")).fop("LOOKUP").table();
        assertEquals(1, table.positions().size());
    }

    @Test
    void shouldRefuseAnIdleProbeAloneAndAskForItsUnit() {
        StatsReport report = Runs.over(capture("dump-oddities").resolve("dumps/00-idle.client-iot-parent")).report();
        assertEquals(List.of(), report.tables());
        String reason = report.refused().getFirst().detail();
        assertTrue(reason.contains("cannot tell the latency unit of client-iot-parent") && reason.contains("--unit"),
                reason);
    }

    @Test
    void shouldOrderByAveragesAndWarnWithoutVolfiles() {
        DeltaTable table = Runs.over(capture("seed-randread-text").resolve("dumps")).table();
        assertEquals(List.of("client-iot-parent", "client0-parent", "b0-server-child", "b0-iot-parent",
                "b0-iot-child", "b0-posix-parent"), table.positions().stream().map(Position::label).toList());
        assertEquals(List.of("25.63", "101.69", "1.24", "20.83", "3.25", "88.26"), deltas(table));
        assertTrue(table.positions().get(1).boundaryBelow());
        assertTrue(Runs.notes(table, Note.Kind.ORDER).contains("guess from the averages"));
    }

    @Test
    void shouldKeepTheOrderOfNamedProbes() {
        Path after = capture("seed-randread-text").resolve("dumps/after");
        DeltaTable table = new Runs().probe("above client-io-threads", after.resolve("after.client-iot-parent"))
                .probe("above protocol/client-0", after.resolve("after.client0-parent"))
                .probe("below protocol/server", after.resolve("glusterfsd_b0-server-child.dump")).table();
        assertEquals(List.of("above client-io-threads", "above protocol/client-0", "below protocol/server"),
                table.positions().stream().map(Position::label).toList());
        assertEquals(List.of("25.63", "101.69", "113.57"), deltas(table));
        assertTrue(table.positions().get(1).boundaryBelow());
        assertEquals("", Runs.notes(table, Note.Kind.ORDER));
    }

    @Test
    void shouldGiveTheTableOfTheMail() {
        DeltaTable table = Runs.over(capture("mail.csv")).table();
        assertEquals(List.of("50.00", "1453.00", "7.00", "20.00", "11.00", "125.00"), deltas(table));
        assertEquals(1, table.bottleneck());
        assertEquals(87, Math.round(100 * table.positions().get(1).share()));
        assertTrue(table.positions().get(1).boundaryBelow());
    }
}
