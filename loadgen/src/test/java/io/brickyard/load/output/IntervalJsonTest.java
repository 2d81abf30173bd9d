package io.brickyard.load.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.brickyard.load.Jobs;
import io.brickyard.load.run.IntervalReport;
import io.brickyard.load.run.LoadException;
import io.brickyard.load.run.LoadRun;
import io.brickyard.load.run.RunListener;
import io.brickyard.load.run.RunOptions;
import io.brickyard.load.run.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Lines of status intervals tell what came in each alone: together they are the whole run. */
class IntervalJsonTest {
    private static final long INTERVAL_NANOS = 100_000_000;

    @TempDir
    private Path folder;

    @Test
    void shouldAddUpToTheRunWhenEachLineIsOfItsIntervalAlone() throws LoadException, IOException {
        List<String> lines = new ArrayList<>();
        var listener = new RunListener() {
            @Override
            public void message(String line) {
                // That files are laid out is not of this test.
            }

            @Override
            public void interval(IntervalReport report) {
                lines.add(IntervalJson.of(report));
            }
        };
        var job = Jobs.of("rw=randread", "size=1m", "rate_iops=400", "directory=" + folder, "percentile_list=50:99.9");
        RunResult result = new LoadRun(List.of(job), new RunOptions(false, INTERVAL_NANOS, Optional.empty()), listener)
                .run();
        assertTrue(lines.size() > 1, lines::toString);
        long ios = 0;
        long bytes = 0;
        long untilMillis = 0;
        for (String line : lines) {
            assertEquals(line.length() - 1, line.indexOf('\n'), line);
            Line read = new Line(line);
            assertEquals(untilMillis, read.number("/from_ms"), line);
            untilMillis = read.number("/to_ms");
            ios += read.number("/jobs/read/ios");
            bytes += read.number("/jobs/read/bytes");
            assertEquals(0, read.number("/jobs/errors"));
            assertEquals(0, read.number("/jobs/write/ios"));
            if (read.number("/jobs/read/ios") == 0) {
                continue;
            }
            long median = read.number("/jobs/read/clat_ns/percentile/50.000000");
            long high = read.number("/jobs/read/clat_ns/percentile/99.900000");
            assertTrue(0 < median && median <= high && high <= read.number("/jobs/read/clat_ns/max"), line);
            assertTrue(high <= read.number("/jobs/read/resp_ns/max"), line);
        }
        assertEquals(256, ios);
        assertEquals(result.jobs().getFirst().tally().read.bytes(), bytes);
    }

    /** Numbers of a line by where they are; of the only job. */
    private static final class Line {
        private final List<String> paths = new ArrayList<>();
        private final List<Long> numbers = new ArrayList<>();

        Line(String json) throws IOException {
            try (JsonParser parser = new JsonFactory().createParser(json)) {
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    if (token.isNumeric()) {
                        paths.add(parser.getParsingContext().pathAsPointer().toString().replaceFirst("^/jobs/0/",
                                "/jobs/"));
                        numbers.add(parser.getNumberType() == JsonParser.NumberType.INT
                                || parser.getNumberType() == JsonParser.NumberType.LONG ? parser.getLongValue() : -1);
                    }
                }
            }
        }

        long number(String path) {
            int at = paths.indexOf(path);
            assertTrue(at >= 0, () -> path + " is not among " + paths);
            return numbers.get(at);
        }
    }
}
