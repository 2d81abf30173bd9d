package io.brickyard.load.record;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.brickyard.load.option.Direction;

/**
 * fio's histogram log: for each time and direction a line {@code milliseconds, direction, block size, count of each bin}.
 * Each step of coarseness joins two bins.
 */
public final class HistogramLog implements Closeable {
    private final BufferedWriter out;
    private final int joined;
    private final long blockBytes;

    public HistogramLog(Path file, int coarseness, long blockBytes) throws IOException {
        this.out = Files.newBufferedWriter(file);
        this.joined = 1 << coarseness;
        this.blockBytes = blockBytes;
    }

    /** Writes the lines for what was counted in the time that ended at a moment; none for an idle direction. */
    public void add(long atMillis, Tally tally) throws IOException {
        for (Direction direction : Direction.values()) {
            LatencyStat latencies = tally.of(direction).completion;
            if (latencies.count() > 0) {
                line(atMillis, direction, PlatBins.counts(latencies.histogram()));
            }
        }
    }

    private void line(long atMillis, Direction direction, long[] counts) throws IOException {
        out.append(Long.toString(atMillis)).append(", ").append(Integer.toString(direction.index())).append(", ")
                .append(Long.toString(blockBytes));
        for (int bin = 0; bin < counts.length; bin += joined) {
            long sum = 0;
            for (int i = bin; i < Math.min(bin + joined, counts.length); i++) {
                sum += counts[i];
            }
            out.append(", ").append(Long.toString(sum));
        }
        out.append('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
