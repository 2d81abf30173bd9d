package io.brickyard.load.merge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import io.brickyard.load.Jobs;
import io.brickyard.load.record.HdrLog;
import io.brickyard.load.record.Tally;
import io.brickyard.load.workload.SeededRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HistogramMergeTest {
    @TempDir
    private Path folder;

    @Test
    void shouldLoseNoCountWhenLogsAreMergedAndMergedAgain() throws IOException {
        var random = new SeededRandom(11);
        var all = new Histogram(3);
        var merge = new HistogramMerge();
        for (int generator = 0; generator < 3; generator++) {
            Path file = folder.resolve("log" + generator);
            try (var log = new HdrLog(file, 1_700_000_000_000L + generator * 300L)) {
                for (int second = 0; second < 4; second++) {
                    var tally = new Tally();
                    for (int i = 0; i < 1000; i++) {
                        long nanos = 1000 + (random.next() >>> 34);
                        tally.read.completion.record(nanos);
                        all.recordValue(nanos);
                    }
                    log.add(Jobs.of("rw=randread"), tally, second * 1000L, second * 1000L + 1000);
                }
            }
            merge.add(file);
        }
        assertEquals(all, Objects.requireNonNull(merge.totals().get("j.0.read.clat")));
        Path merged = folder.resolve("merged");
        merge.write(merged);
        var again = new HistogramMerge();
        again.add(merged);
        assertEquals(all, Objects.requireNonNull(again.totals().get("j.0.read.clat")));
    }

    @Test
    void shouldRefuseWhatIsNoLog() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "hello\nworld,1,2,3\n");
        var refused = assertThrows(IOException.class, () -> new HistogramMerge().add(text));
        String said = String.valueOf(refused.getMessage());
        assertTrue(said.startsWith(text.toString()), said);
    }
}
