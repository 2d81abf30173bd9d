package io.brickyard.load.record;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.Direction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * HdrHistogram's interval log, as its own tools read it. Each line is tagged JOB.NUMBER.DIRECTION.KIND, where KIND is clat,
 * lat or resp; values are nanoseconds.
 */
public final class HdrLog implements Closeable {
    private static final double TO_MILLIS = 1e6;

    private final PrintStream stream;
    private final HistogramLogWriter writer;
    private final long baseMillis;

    /**
     * @param startMillis when the run began, in milliseconds since 1970
     */
    public HdrLog(Path file, long startMillis) throws IOException {
        this.stream = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
        this.writer = new HistogramLogWriter(stream);
        this.baseMillis = startMillis;
        writer.outputComment("[Latencies in nanoseconds; tags are JOB.NUMBER.DIRECTION.KIND]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(startMillis);
        writer.setBaseTime(startMillis);
        writer.outputLegend();
    }

    /** What came of a job between two moments after the begin of the run, in milliseconds. */
    public void add(JobSpec job, Tally tally, long fromMillis, long toMillis) {
        for (Direction direction : Direction.values()) {
            DirectionStats stats = tally.of(direction);
            String tag = job.name().replaceAll("[\\s,]", "_") + "." + job.index() + "." + direction.text();
            line(stats.completion, tag + ".clat", fromMillis, toMillis);
            line(stats.total, tag + ".lat", fromMillis, toMillis);
            line(stats.response, tag + ".resp", fromMillis, toMillis);
        }
    }

    private void line(LatencyStat latencies, String tag, long fromMillis, long toMillis) {
        if (latencies.count() == 0) {
            return;
        }
        Histogram histogram = latencies.histogram();
        histogram.setTag(tag);
        histogram.setStartTimeStamp(baseMillis + fromMillis);
        histogram.setEndTimeStamp(baseMillis + toMillis);
        writer.outputIntervalHistogram((baseMillis + fromMillis) / 1000.0, (baseMillis + toMillis) / 1000.0, histogram,
                TO_MILLIS);
    }

    @Override
    public void close() throws IOException {
        stream.close();
        if (stream.checkError()) {
            throw new IOException("the histogram log could not be written");
        }
    }
}
