package io.brickyard.load.merge;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Adds histogram logs up, of several generators or several runs: histograms of the same tag and the same second become one.
 * Nothing is lost: every count of every input is in the sum at its own value.
 */
public final class HistogramMerge {
    private static final double TO_MILLIS = 1e6;
    private static final long SECOND_MILLIS = 1000;

    private final Map<Long, Map<String, Histogram>> bySecond = new TreeMap<>();
    private long firstMillis = Long.MAX_VALUE;

    /**
     * Adds one log.
     *
     * @throws IOException if it cannot be read or is no histogram log
     */
    public void add(Path file) throws IOException {
        if (Files.size(file) > 0 && !Files.isReadable(file)) {
            throw new IOException(file + ": cannot be read");
        }
        int histograms = 0;
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            while (reader.hasNext()) {
                EncodableHistogram next = reader.nextIntervalHistogram();
                if (next instanceof Histogram histogram) {
                    add(histogram);
                    histograms++;
                }
            }
        } catch (FileNotFoundException e) {
            throw new IOException(file + ": cannot be read", e);
        } catch (RuntimeException e) {
            // HdrHistogram's reader tells what it does not understand in many ways.
            throw new IOException(file + ": is no histogram log, or is damaged after " + histograms + " histograms", e);
        }
        if (histograms == 0) {
            throw new IOException(file + ": holds no histograms; name files that --hdr-log wrote");
        }
    }

    private void add(Histogram histogram) {
        long start = histogram.getStartTimeStamp();
        firstMillis = Math.min(firstMillis, start);
        String tag = histogram.getTag() == null ? "" : histogram.getTag();
        Map<String, Histogram> tags = bySecond.computeIfAbsent(start / SECOND_MILLIS, it -> new TreeMap<>());
        Histogram sum = tags.get(tag);
        if (sum == null) {
            tags.put(tag, histogram.copy());
        } else {
            sum.setAutoResize(true);
            sum.add(histogram);
            sum.setStartTimeStamp(Math.min(sum.getStartTimeStamp(), start));
            sum.setEndTimeStamp(Math.max(sum.getEndTimeStamp(), histogram.getEndTimeStamp()));
        }
    }

    /** The sum of each tag over all time. */
    public Map<String, Histogram> totals() {
        Map<String, Histogram> totals = new TreeMap<>();
        for (Map<String, Histogram> tags : bySecond.values()) {
            tags.forEach((tag, histogram) -> {
                Histogram total = totals.computeIfAbsent(tag, it -> {
                    var fresh = new Histogram(histogram.getNumberOfSignificantValueDigits());
                    fresh.setAutoResize(true);
                    return fresh;
                });
                total.add(histogram);
            });
        }
        return totals;
    }

    /** Writes the sum as a histogram log. */
    public void write(Path file) throws IOException {
        try (var stream = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            var writer = new HistogramLogWriter(stream);
            writer.outputComment("[Latencies in nanoseconds; tags are JOB.NUMBER.DIRECTION.KIND]");
            writer.outputLogFormatVersion();
            writer.outputStartTime(firstMillis);
            writer.setBaseTime(firstMillis);
            writer.outputLegend();
            for (Map<String, Histogram> tags : bySecond.values()) {
                tags.forEach((tag, histogram) -> {
                    histogram.setTag(tag.isEmpty() ? null : tag);
                    writer.outputIntervalHistogram(histogram.getStartTimeStamp() / 1000.0,
                            histogram.getEndTimeStamp() / 1000.0, histogram, TO_MILLIS);
                });
            }
            if (stream.checkError()) {
                throw new IOException(file + ": could not be written");
            }
        }
    }
}
