package io.brickyard.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import io.brickyard.stats.dump.Note;
import io.brickyard.stats.table.DeltaTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.brickyard.stats.Runs.CAPTURES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What cannot be trusted is said. */
class DoubtsTest {
    private static final Path AFTER = CAPTURES.resolve("seed-randread-text/dumps/after");

    @TempDir
    private Path scratch = Path.of("unset");

    private Path copy(String name, String from, String to) throws IOException {
        return Files.writeString(scratch.resolve(name),
                Files.readString(AFTER.resolve(name)).replaceAll(from, to));
    }

    @Test
    void shouldSayThatDumpsCoverOtherTimes() throws IOException {
        Path client = copy("after.client0-parent", "Duration : 61 secs", "Duration : 600 secs");
        Path brick = copy("glusterfsd_b0-posix-parent.dump", "READ( +)200348", "READ$1 100348");
        DeltaTable table = Runs.over(client, brick).fop("READ").table();
        assertTrue(Runs.notes(table, Note.Kind.WINDOWS).contains("75 s at b0-posix-parent, 600 s at client0-parent"),
                table::toString);
    }

    @Test
    void shouldSayThatADumpIsOld() throws IOException {
        Path client = copy("after.client0-parent", "x", "x");
        Path brick = copy("glusterfsd_b0-posix-parent.dump", "x", "x");
        Files.setLastModifiedTime(brick, FileTime.from(Instant.now().minusSeconds(7200)));
        DeltaTable table = Runs.over(client, brick).fop("READ").table();
        assertTrue(Runs.notes(table, Note.Kind.STALE).contains("glusterfsd_b0-posix-parent.dump was written 120 min"
                + " before the newest dump"), table::toString);
    }

    @Test
    void shouldSayThatACounterIsFull() throws IOException {
        Path client = copy("after.client0-parent", "36524969.00", "18446744073709551615.00");
        DeltaTable table = Runs.over(client, AFTER.resolve("glusterfsd_b0-posix-parent.dump")).fop("READ").table();
        assertTrue(Runs.notes(table, Note.Kind.SATURATED).contains("client0-parent: a counter of READ is full"),
                table::toString);
    }

    @Test
    void shouldHaveNoDoubtsWithoutReason() {
        DeltaTable table = Runs.over(CAPTURES.resolve("seed-randread-text")).table();
        assertEquals("", Runs.notes(table, Note.Kind.WINDOWS) + Runs.notes(table, Note.Kind.SATURATED));
    }
}
