package io.brickyard.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class FioResultTest {
    @TempDir
    Path directory;

    @Test
    void shouldReadBothDirectionsOfTheFirstJobWhenANoteStandsBefore() throws IOException {
        Path json = Files.writeString(directory.resolve("fio.json"), """
                note: something about the clock
                {"fio version": "fio-3.33", "global options": {"total_ios": 9},
                 "jobs": [
                  {"jobname": "a",
                   "read": {"iops": 3378.5, "total_ios": 6757, "clat_ns": {"min": 1, "mean": 297380.25, "N": 6757},
                            "lat_ns": {"mean": 5.0}},
                   "write": {"iops": 0.0, "total_ios": 12, "clat_ns": {"mean": 0}}},
                  {"jobname": "b", "read": {"total_ios": 1}}]}
                """);
        FioResult result = FioResult.read(json);
        assertEquals(new FioResult.Direction(6757, 3378.5, 297380.25), result.read());
        assertEquals(new FioResult.Direction(12, 0, 0), result.write());
    }

    @Test
    void shouldShowTheTextWhenThereIsNoJson() throws IOException {
        Path json = Files.writeString(directory.resolve("fio.json"), "fio: failed");
        AssertionError error = assertThrows(AssertionError.class, () -> FioResult.read(json));
        assertEquals("no JSON in " + json + ":\nfio: failed", error.getMessage());
    }
}
