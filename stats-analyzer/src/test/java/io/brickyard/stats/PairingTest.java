package io.brickyard.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.brickyard.stats.dump.Note;
import io.brickyard.stats.table.DeltaTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which dumps of one name are of one process. */
class PairingTest {
    @TempDir
    private Path directory;

    @Test
    void shouldPairBeforeAndAfterOfOneProbe() throws IOException {
        new TextDump().interval(0, 10, 10).fop("READ", 100, 50_000, 30_000, 90_001)
                .to(directory.resolve("before.top"));
        new TextDump().interval(1, 20, 30).cumulative("READ", 400, 80_000, 30_000, 190_000)
                .intervalFop("READ", 300, 90_000, 31_000, 190_000).to(directory.resolve("after.top"));
        DeltaTable table = Runs.over(directory).table();
        assertEquals(300, table.calls());
        assertEquals("interval 1, 20 s", table.window());
        assertEquals(List.of("90.00"), Runs.averages(table));
        assertEquals("", Runs.notes(table, Note.Kind.MERGED));
    }

    @Test
    void shouldSubtractWhereDumpsInBetweenAreMissing() throws IOException {
        new TextDump().interval(0, 10, 10).fop("READ", 100, 50_000, 30_000, 90_001)
                .to(directory.resolve("before.top"));
        new TextDump().interval(4, 20, 70).cumulative("READ", 500, 80_000, 30_000, 190_000)
                .intervalFop("READ", 40, 90_000, 31_000, 190_000).to(directory.resolve("after.top"));
        DeltaTable table = Runs.over(directory).table();
        assertEquals(400, table.calls());
        assertTrue(table.window().startsWith("difference"), table.window());
        assertEquals(List.of("87.50"), Runs.averages(table));
    }

    @Test
    void shouldSumTwoClientsOfOneVolfile() throws IOException {
        new TextDump().interval(0, 60, 60).fop("READ", 100, 50_000, 30_000, 90_001)
                .to(directory.resolve("a.top"));
        new TextDump().interval(0, 60, 61).fop("READ", 300, 90_000, 31_000, 190_000)
                .to(directory.resolve("b.top"));
        DeltaTable table = Runs.over(directory).table();
        assertEquals(400, table.calls());
        assertEquals(List.of("80.00"), Runs.averages(table));
        assertTrue(Runs.notes(table, Note.Kind.MERGED).contains("2 processes"), table.notes()::toString);
    }

    @Test
    void shouldPairEachOfTwoClientsWithItself() throws IOException {
        new TextDump().interval(0, 10, 10).fop("READ", 100, 50_000, 30_000, 90_001)
                .to(directory.resolve("before/a.top"));
        new TextDump().interval(0, 10, 10).fop("READ", 50, 70_000, 20_000, 95_001)
                .to(directory.resolve("before/b.top"));
        new TextDump().interval(1, 20, 30).cumulative("READ", 400, 80_000, 30_000, 190_000)
                .intervalFop("READ", 300, 90_000, 31_000, 190_000).to(directory.resolve("after/a.top"));
        new TextDump().interval(1, 20, 30).cumulative("READ", 150, 80_000, 20_000, 190_001)
                .intervalFop("READ", 100, 85_000, 31_000, 190_001).to(directory.resolve("after/b.top"));
        DeltaTable table = Runs.over(directory).table();
        assertEquals(400, table.calls());
        assertEquals("interval 1, 20 s", table.window());
        assertEquals(List.of("88.75"), Runs.averages(table));
    }

    @Test
    void shouldNotPairOverARestart() throws IOException {
        new TextDump().interval(3, 10, 500).fop("READ", 1000, 50_000, 30_000, 90_001)
                .to(directory.resolve("before.top"));
        new TextDump().interval(0, 20, 20).fop("READ", 300, 90_000, 31_000, 190_000)
                .to(directory.resolve("after.top"));
        DeltaTable table = Runs.over(directory).table();
        assertEquals(1300, table.calls());
        assertTrue(Runs.notes(table, Note.Kind.MERGED).contains("2 processes"), table.notes()::toString);
    }

    @Test
    void shouldCountACopiedFileOnce() throws IOException {
        Path file = new TextDump().fop("READ", 100, 50_000, 30_000, 90_001).to(directory.resolve("a.top"));
        Files.copy(file, directory.resolve("copy.top"));
        Files.createSymbolicLink(directory.resolve("link.top"), file);
        assertEquals(100, Runs.over(directory).table().calls());
    }

    @Test
    void shouldReadAppendedDumpsOfOneFile() throws IOException {
        String first = new TextDump().interval(0, 10, 10).stamp("2016-05-03 10:11:12.123456")
                .fop("READ", 100, 50, 30, 90).text();
        String second = new TextDump().interval(1, 10, 20).stamp("2016-05-03 10:11:12.123456")
                .cumulative("READ", 300, 70, 30, 95).intervalFop("READ", 200, 80, 31, 95).text();
        Path file = Files.writeString(directory.resolve("glusterfsd_b0.dump"), first + second);
        DeltaTable table = Runs.over(file).table();
        assertEquals(200, table.calls());
        assertEquals(List.of("80.00"), Runs.averages(table));
    }
}
