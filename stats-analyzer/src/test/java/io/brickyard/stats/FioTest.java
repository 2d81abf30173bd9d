package io.brickyard.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.brickyard.stats.dump.Dump.Side;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;
import org.junit.jupiter.api.Test;

import static io.brickyard.stats.Runs.CAPTURES;
import static io.brickyard.stats.Runs.averages;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** fio's results are the application's own position, above the client stack. */
class FioTest {
    private static final Path SEED = CAPTURES.resolve("seed-randread-text");

    private static String json(String file) throws IOException {
        return Files.readString(CAPTURES.resolve(file));
    }

    private static String withoutBins(String jsonPlus) {
        return jsonPlus.replaceAll("(?s),\\s*\"bins\" : \\{[^}]*\\}", "");
    }

    private static void assertPercentiles(Position application) {
        assertEquals(List.of(136_192.0, 3_620_864.0), List.of(application.percentileNanos(0.5),
                application.percentileNanos(0.99)));
    }

    @Test
    void shouldStandOnTopOfTheClientStack() {
        DeltaTable table = Runs.over(SEED).table();
        Position application = table.positions().getFirst();
        assertEquals(Side.APPLICATION, application.side());
        assertEquals(List.of("fio psync"), application.probes());
        assertEquals(List.of("kernel + FUSE"), application.layer());
        assertEquals("297.38", averages(table).getFirst());
        assertEquals("56.48", Runs.deltas(table).getFirst());
        assertEquals(200_348, application.calls());
        assertPercentiles(application);
    }

    @Test
    void shouldStandOnTopWithoutVolfilesToo() {
        DeltaTable table = Runs.over(SEED.resolve("dumps"), SEED.resolve("fio.json")).table();
        assertEquals(List.of("56.48", "25.63", "101.69", "1.24", "20.83", "3.25", "88.26"), Runs.deltas(table));
    }

    @Test
    void shouldReadTheTableWhereThereAreNoBins() throws IOException {
        String plain = withoutBins(json("seed-randread-text/fio.json"));
        assertTrue(!plain.contains("bins"));
        assertPercentiles(Runs.overStdin(plain).fop("READ").table().positions().getFirst());
    }

    @Test
    void shouldHaveNoPercentilesWhenTheTableLacksThem() throws IOException {
        String few = withoutBins(json("seed-randread-text/fio.json")).replace("\"99.000000\"", "\"98.000000\"");
        Position application = Runs.overStdin(few).fop("READ").table().positions().getFirst();
        assertTrue(Double.isNaN(application.percentileNanos(0.5)));
    }

    @Test
    void shouldAddUpJobsByTheirBins() throws IOException {
        DeltaTable writes = Runs.over(CAPTURES.resolve("volume-profile/fio-A.json")).fop("WRITE").table();
        long bins = Objects.requireNonNull(writes.positions().getFirst().latencies()).count();
        assertEquals(writes.calls(), bins);
        assertTrue(writes.calls() > 10_000, writes::toString);
        assertTrue(Runs.over(CAPTURES.resolve("volume-profile/fio-A.json")).report().fopsSeen()
                .containsAll(List.of("READ", "WRITE", "FSYNC")));
        DeltaTable tables = Runs.overStdin(withoutBins(json("volume-profile/fio-A.json"))).fop("WRITE").table();
        assertTrue(Runs.notes(tables, Note.Kind.SAMPLED).contains("added up from tables and approximate"));
    }

    @Test
    void shouldPassOverMessagesAndTakeTheLastDocument() throws IOException {
        String document = json("seed-randread-text/fio.json");
        String first = document.replace("\"N\" : 200348", "\"N\" : 1000");
        DeltaTable table = Runs.overStdin("fio: a warning\nnote: {both}\n" + first + document).fop("READ").table();
        assertEquals(200_348, table.calls());
        assertTrue(Runs.notes(table, Note.Kind.INPUT).contains("of 2 documents"));
    }

    @Test
    void shouldReadMicrosecondsOfFio2AndNameTheEngine() {
        DeltaTable table = Runs.overStdin("""
                {"fio version" : "fio-2.2.10", "global options" : {"ioengine" : "gfapi"}, "jobs" : [{"jobname" : "a",
                 "write" : {"runtime" : 1000, "clat" : {"min" : 10, "max" : 30, "mean" : 20.5, "N" : 2,
                 "percentile" : {"0.00" : 0}}}}]}
                """).table();
        assertEquals(List.of("20.50"), averages(table));
        assertEquals(List.of("fio gfapi"), table.positions().getFirst().probes());
    }

    @Test
    void shouldRefuseWhatIsCutOrEmpty() throws IOException {
        String document = json("seed-randread-text/fio.json");
        assertRefused(document.substring(0, document.length() / 2), "truncated");
        assertRefused("{\"fio version\" : \"fio-3.33\", \"jobs\" : []}", "no job with completed I/O");
        assertRefused("{\"fio version\" : \"fio-3.33\", \"jobs\" : 3}", "'jobs' is no list");
    }

    private static void assertRefused(String text, String reason) {
        StatsReport report = Runs.overStdin(text).report();
        assertTrue(report.refused().size() == 1 && report.refused().getFirst().detail().contains(reason),
                report::toString);
    }
}
