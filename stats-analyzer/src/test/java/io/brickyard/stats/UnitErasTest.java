package io.brickyard.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.table.DeltaTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The same 120 µs call as each era of GlusterFS prints it. */
class UnitErasTest {
    private static final String STAMP_OF_OLD = "2016-05-03 10:11:12.123456";

    @TempDir
    private Path directory;

    private Path dump(String name, TextDump dump) throws IOException {
        return dump.to(directory.resolve(name));
    }

    @Test
    void shouldReadGlusterfs312AsMicroseconds() throws IOException {
        Path dump = dump("old.top", new TextDump().stamp(STAMP_OF_OLD).fop("READ", 10, 120.3, 80, 410));
        assertEquals(List.of("120.30"), Runs.averages(Runs.over(dump).table()));
    }

    @Test
    void shouldReadGlusterfs9AsMicroseconds() throws IOException {
        Path dump = dump("nine.top", new TextDump().fop("READ", 10, 120.3, 80.12, 410));
        assertEquals(List.of("120.30"), Runs.averages(Runs.over(dump).table()));
    }

    @Test
    void shouldReadGlusterfs10AsNanoseconds() throws IOException {
        Path dump = dump("ten.top", new TextDump().fop("READ", 10, 120300.5, 80120, 410000));
        assertEquals(List.of("120.30"), Runs.averages(Runs.over(dump).table()));
    }

    @Test
    void shouldLetTheUserOverruleTheEvidence() throws IOException {
        Path dump = dump("ten.top", new TextDump().fop("READ", 10, 120300.5, 80120, 410000));
        DeltaTable table = Runs.over(dump).unit(LatencyUnit.MICROSECONDS).table();
        assertEquals(List.of("120300.50"), Runs.averages(table));
        assertTrue(Runs.notes(table, Note.Kind.UNIT).contains("--unit"), table.notes()::toString);
    }

    @Test
    void shouldUseALaterDumpOfTheProbeWhereTheStampIsMissing() throws IOException {
        dump("before.top", new TextDump().stamp("N/A").interval(0, 10, 10).fop("LOOKUP", 2, 50_000, 40_000, 60_000));
        dump("after.top", new TextDump().interval(1, 10, 20).cumulative("LOOKUP", 5, 50_000, 40_000, 60_000)
                .intervalFop("LOOKUP", 3, 50_000, 41_000, 59_000));
        assertEquals(List.of("50.00"), Runs.averages(Runs.over(directory).table()));
    }

    @Test
    void shouldNotLendAUnitFromOneProcessToAnother() throws IOException {
        dump("x.client", new TextDump().fop("READ", 10, 120300.5, 80120, 410000));
        dump("glusterfsd_brick.dump", new TextDump().stamp("N/A").fop("READ", 10, 60300.5, 40120, 210000));
        StatsReport report = Runs.over(directory).report();
        assertEquals(1, report.refused().size());
        assertTrue(report.refused().getFirst().detail().contains("cannot tell the latency unit of brick"));
        assertEquals(1, report.tables().getFirst().positions().size());
    }

    @Test
    void shouldLendAUnitAmongProbesOfOneVolfile() throws IOException {
        Files.writeString(directory.resolve("brick.vol"), """
                volume disk
                  type storage/posix
                end-volume
                volume low
                  type debug/io-stats
                  subvolumes disk
                end-volume
                volume high
                  type debug/io-stats
                  subvolumes low
                end-volume
                """);
        dump("x.high", new TextDump().fop("READ", 10, 120300.5, 80120, 410000));
        dump("x.low", new TextDump().stamp("N/A").fop("READ", 10, 60300.5, 40120, 210000));
        DeltaTable table = Runs.over(directory).table();
        assertEquals(List.of("120.30", "60.30"), Runs.averages(table));
        assertTrue(Runs.notes(table, Note.Kind.UNIT).contains("other probes of its process"),
                table.notes()::toString);
    }

    @Test
    void shouldTellMixedVersionsApart() throws IOException {
        dump("x.client", new TextDump().fop("READ", 10, 120.31, 80.12, 410.33));
        dump("glusterfsd_brick.dump", new TextDump().fop("READ", 10, 60300.5, 40120, 210000));
        assertEquals(List.of("120.31", "60.30"), Runs.averages(Runs.over(directory).table()));
    }

    @Test
    void shouldReadStatedumpsOfEachEra() throws IOException {
        String start = "DUMP-START-TIME: 2019-11-21 19:59:29.261177";
        String eight = start
                + "\n\n[top.latency]\ntop.latency.READ=AVG:120300.500000,CNT:10,TOTAL:1203005,MIN:8,MAX:9\n"
                + "\n[low.latency]\nlow.latency.READ=AVG:20300.500000,CNT:10,TOTAL:203005,MIN:8,MAX:9\n"
                + "\nDUMP-END-TIME: 2019-11-21 19:59:29.262724";
        String seven = start + "\n\n[top.latency]\nREAD=120300.500,10,1203005.000\n"
                + "top.cumulative.READ=10,1203,80.120,410.330,120.305\n"
                + "\n[low.latency]\nREAD=20300.500,10,203005.000\n\nDUMP-END-TIME: 2019-11-21 19:59:29.262724";
        for (String text : List.of(eight, seven)) {
            Path file = Files.writeString(directory.resolve("glusterdump.1.dump.2"), text);
            DeltaTable table = Runs.over(file).source(SourceChoice.LATENCY).table();
            assertEquals(List.of("120.30", "20.30"), Runs.averages(table), text);
        }
    }
}
