package io.brickyard.stats.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import io.brickyard.stats.Runs;
import io.brickyard.stats.SourceChoice;
import io.brickyard.stats.StatsReport;
import io.brickyard.stats.StatsRequest;
import io.brickyard.stats.TextDump;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.stack.SectionChoice;
import io.brickyard.stats.unit.UnitOverride;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Dumps that are written while they are looked at, in virtual time. */
class LiveDumpsTest {
    @TempDir
    private Path folder = Path.of("unset");

    private Instant now = Instant.parse("2026-11-21T20:00:00Z");
    private LiveDumps dumps = new LiveDumps(request());

    private StatsRequest request() {
        return new StatsRequest(List.of(folder.toString()), List.of(), null, false, SectionChoice.NEWEST,
                SourceChoice.AUTO, UnitOverride.NONE);
    }

    @BeforeEach
    void start() throws IOException {
        dumps = new LiveDumps(request());
        write("glusterfs_top.dump", dump(1, 20, 1000, 100));
        write("glusterfsd_disk.dump", dump(1, 20, 1000, 100));
    }

    private static String dump(int interval, int uptime, long before, long calls) {
        return new TextDump().interval(interval, 10, uptime).cumulative("READ", before + calls, 9000, 4000, 70_000)
                .intervalFop("READ", calls, 9000, 4000, 70_000).text();
    }

    private Path write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(now));
        return file;
    }

    private boolean look(long afterMillis) {
        now = now.plusMillis(afterMillis);
        return dumps.refresh(now);
    }

    /** Looks as often as it takes a state that stays. */
    private void settle() {
        assertFalse(look(250));
        assertTrue(look(250));
    }

    private long calls() {
        return dumps.report(null).tables().getFirst().positions().getFirst().calls();
    }

    @Test
    void shouldReadDumpsOnceTheyRestAndAgainWhenTheyChange() throws IOException {
        settle();
        assertEquals(100, calls());
        assertFalse(look(250));
        write("glusterfs_top.dump", dump(2, 30, 1100, 40));
        write("glusterfsd_disk.dump", dump(2, 30, 1100, 40));
        settle();
        assertEquals(40, calls(), "of the newest interval alone");
        assertEquals("", Runs.notes(dumps.report(null).tables().getFirst(), Note.Kind.RESET));
    }

    @Test
    void shouldKeepTheTableWhileADumpIsHalfWritten() throws IOException {
        settle();
        String next = dump(2, 30, 1100, 40);
        write("glusterfs_top.dump", next.substring(0, next.length() / 2));
        assertFalse(look(250));
        assertFalse(look(250), "at rest but cut");
        assertEquals(100, calls());
        write("glusterfs_top.dump", next);
        settle();
        assertEquals(List.of(), dumps.report(null).refused());
        assertEquals(40, calls());
    }

    @Test
    void shouldTellOfADumpThatStaysHalf() throws IOException {
        settle();
        write("glusterfs_top.dump", dump(2, 30, 1100, 40).substring(0, 300));
        assertFalse(look(250));
        assertFalse(look(250));
        assertTrue(look(2000));
        StatsReport report = dumps.report(null);
        assertTrue(report.refused().getFirst().detail().startsWith("truncated in the Cumulative section"),
                report::toString);
        assertEquals(1, report.tables().getFirst().positions().size());
    }

    @Test
    void shouldNotWaitForeverForFilesThatNeverRest() throws IOException {
        settle();
        int looks = 0;
        do {
            looks++;
            write("glusterfs_top.dump", dump(1 + looks, 20 + looks, 1100, looks));
        } while (!look(250) && looks < 100);
        assertEquals(21, looks, "looks in 5 s");
    }

    @Test
    void shouldGoOnWhenFilesVanish() throws IOException {
        settle();
        Files.delete(folder.resolve("glusterfsd_disk.dump"));
        settle();
        StatsReport one = dumps.report(null);
        assertEquals(List.of("top"), one.tables().getFirst().positions().getFirst().probes());
        assertEquals(List.of(), one.refused());
        Files.delete(folder.resolve("glusterfs_top.dump"));
        Files.delete(folder);
        settle();
        assertEquals(List.of(), dumps.report(null).tables());
        Files.createDirectory(folder);
        write("glusterfs_top.dump", dump(5, 60, 1500, 70));
        settle();
        assertEquals(70, calls());
    }

    @Test
    void shouldSayThatCountersStartedAnew() throws IOException {
        settle();
        write("glusterfsd_disk.dump", dump(0, 10, 0, 30));
        settle();
        String reset = Runs.notes(dumps.report(null).tables().getFirst(), Note.Kind.RESET);
        assertTrue(reset.contains("glusterfsd_disk.dump: its counters started anew since the table before"), reset);
        write("glusterfsd_disk.dump", dump(1, 20, 30, 50));
        settle();
        assertEquals("", Runs.notes(dumps.report(null).tables().getFirst(), Note.Kind.RESET));
    }

    @Test
    void shouldShowTheOtherOperationsOfTheSameDumps() throws IOException {
        String text = new TextDump().fop("READ", 100, 9000, 4000, 70_000).fop("WRITE", 7, 5000, 4000, 70_000).text();
        write("glusterfs_top.dump", text);
        settle();
        assertEquals(List.of("READ", "WRITE"), dumps.report(null).fopsSeen());
        Files.delete(folder.resolve("glusterfs_top.dump"));
        StatsReport writes = dumps.report("WRITE");
        assertEquals(7, writes.tables().getFirst().positions().getFirst().calls());
    }
}
