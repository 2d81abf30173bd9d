package io.brickyard.heal.cron;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Hours, lengths of time, the lock of a run and the note of how far it came. */
class CronTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"01:00-05:00, 01:00, true, 240", "01:00-05:00, 04:59, true, 1", "01:00-05:00, 05:00, false, 0",
            "1:00-5:00, 00:59, false, 0", "22:00-04:00, 23:00, true, 300", "22:00-04:00, 03:00, true, 60",
            "22:00-04:00, 12:00, false, 0", "00:00-23:59, 12:00, true, 719"})
    void shouldKnowItsHours(String window, String now, boolean inside, int minutes) {
        DailyWindow parsed = DailyWindow.parse(window);
        LocalTime time = LocalTime.parse(now);
        assertEquals(inside, parsed.holds(time));
        if (inside) {
            assertEquals(Duration.ofMinutes(minutes), parsed.left(time));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-5", "01:00", "24:00-05:00", "01:00-01:00", "01:60-02:00", "a:00-b:00"})
    void shouldRefuseWhatIsNoWindow(String text) {
        assertThrows(IllegalArgumentException.class, () -> DailyWindow.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"90s, 90", "30m, 1800", "4h, 14400", "1d, 86400"})
    void shouldReadLengthsOfTime(String text, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "0s", "-1h", "1w", "1.5h", "99999999999s"})
    void shouldRefuseWhatIsNoLengthOfTime(String text) {
        assertThrows(IllegalArgumentException.class, () -> Durations.parse(text));
    }

    @Test
    void shouldLetOneRunPerVolumeGoOn() throws IOException {
        Path state = directory.resolve("new");
        try (RunLock _ = RunLock.take(state, "v").orElseThrow(); RunLock _ = RunLock.take(state, "w").orElseThrow()) {
            assertTrue(RunLock.take(state, "v").isEmpty());
            assertEquals(String.valueOf(ProcessHandle.current().pid()), RunLock.holder(state, "v"));
        }
        RunLock.take(state, "v").orElseThrow().close();
        assertEquals("", RunLock.holder(state, "none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a b/100%", "/\u00e4/\udc80\udcff/x\ny", "/.."})
    void shouldFindThePlaceAgainWhateverNamesHold(String path) throws IOException {
        Cursor cursor = new Cursor(directory, "v");
        assertEquals(Optional.empty(), cursor.load());
        cursor.save(new Cursor.Place("v-replicate-0", path));
        assertEquals(Optional.of(new Cursor.Place("v-replicate-0", path)), new Cursor(directory, "v").load());
        cursor.clear();
        assertEquals(Optional.empty(), cursor.load());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "set", "set path", "set /%", "set /%4", "set /%zz", "a b c"})
    void shouldSayWhichFileIsNoCursor(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("v.cursor"), text);
        IOException wrong = assertThrows(IOException.class, () -> new Cursor(directory, "v").load());
        assertTrue(String.valueOf(wrong.getMessage()).contains(file.toString()), wrong::toString);
        assertFalse(Files.exists(directory.resolve("v.cursor.new")));
    }
}
