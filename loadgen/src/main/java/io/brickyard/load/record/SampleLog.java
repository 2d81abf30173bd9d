package io.brickyard.load.record;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.load.engine.IoUnit;
import io.brickyard.load.option.Direction;

/**
 * The logs of single I/Os in fio's format: {@code milliseconds, value, direction, block size[, offset], priority}. Values
 * are nanoseconds, KiB per second or I/Os. Kept in memory and written when the job is done, so that writing disturbs no
 * measurement; with an average time only one line for each such time and direction is kept.
 */
public final class SampleLog {
    private static final int CHUNK = 1 << 14;
    private static final int FIELDS = 4;

    /** Which number of an I/O is logged. */
    public enum Value {
        SLAT("_slat"), CLAT("_clat"), LAT("_lat"), BW("_bw"), IOPS("_iops");

        private final String suffix;

        Value(String suffix) {
            this.suffix = suffix;
        }

        /** What stands between prefix and number in the file's name. */
        public String suffix() {
            return suffix;
        }
    }

    private final Value value;
    private final long averageNanos;
    private final boolean withOffset;
    private final List<long[]> chunks = new ArrayList<>();
    private final SampleWindow[] windows = {new SampleWindow(), new SampleWindow()};
    private int used = CHUNK;

    /**
     * @param averageNanos time that a line is for; 0: a line for each I/O
     * @param withOffset lines have the offset
     */
    public SampleLog(Value value, long averageNanos, boolean withOffset) {
        this.value = value;
        this.averageNanos = averageNanos;
        this.withOffset = withOffset;
    }

    void add(long atNanos, IoUnit unit, long slat, long clat, long lat) {
        long number = switch (value) {
            case SLAT -> slat;
            case CLAT -> clat;
            case LAT -> lat;
            case BW -> averageNanos > 0 ? unit.done : (long) (unit.done / 1024.0 / (Math.max(1, lat) / 1e9));
            case IOPS -> 1;
        };
        if (value == Value.SLAT && slat == 0) {
            return;
        }
        int way = unit.request.direction.index();
        if (averageNanos == 0) {
            put(atNanos, number, way, unit.done, unit.request.offset);
            return;
        }
        SampleWindow window = windows[way];
        if (window.samples > 0 && atNanos >= window.endNanos) {
            flush(window, way);
        }
        if (window.samples == 0) {
            window.endNanos = atNanos / averageNanos * averageNanos + averageNanos;
        }
        window.add(number);
    }

    private void flush(SampleWindow window, int way) {
        double seconds = averageNanos / 1e9;
        long average = switch (value) {
            case BW -> Math.round(window.sum / 1024.0 / seconds);
            case IOPS -> Math.round(window.samples / seconds);
            default -> window.sum / window.samples;
        };
        put(window.endNanos, average, way, 0, 0);
        window.clear();
    }

    private void put(long atNanos, long number, int way, int length, long offset) {
        if (used == CHUNK) {
            chunks.add(new long[CHUNK * FIELDS]);
            used = 0;
        }
        long[] chunk = chunks.getLast();
        int at = used * FIELDS;
        chunk[at] = atNanos / 1_000_000;
        chunk[at + 1] = number;
        chunk[at + 2] = (long) length << 1 | way;
        chunk[at + 3] = offset;
        used++;
    }

    /** Writes everything to a file; the job is done. */
    public void write(Path file) throws IOException {
        for (Direction direction : Direction.values()) {
            SampleWindow window = windows[direction.index()];
            if (window.samples > 0) {
                flush(window, direction.index());
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < chunks.size(); i++) {
                int lines = i == chunks.size() - 1 ? used : CHUNK;
                for (int line = 0; line < lines; line++) {
                    line(out, chunks.get(i), line * FIELDS);
                }
            }
        }
    }

    private void line(BufferedWriter out, long[] chunk, int at) throws IOException {
        out.append(Long.toString(chunk[at])).append(", ").append(Long.toString(chunk[at + 1])).append(", ")
                .append(Long.toString(chunk[at + 2] & 1)).append(", ").append(Long.toString(chunk[at + 2] >> 1));
        if (withOffset) {
            out.append(", ").append(Long.toString(chunk[at + 3]));
        }
        out.append(", 0\n");
    }

    /** What came in the time of one line. */
    private static final class SampleWindow {
        private long endNanos;
        private long samples;
        private long sum;

        void add(long number) {
            samples++;
            sum += number;
        }

        void clear() {
            samples = 0;
            sum = 0;
        }
    }
}
