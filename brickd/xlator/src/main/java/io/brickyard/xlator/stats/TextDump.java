package io.brickyard.xlator.stats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import io.brickyard.wire.fop.Fop;
import org.jspecify.annotations.Nullable;

/**
 * The text layout of GlusterFS's io-stats, as 10.3 prints it: sections, headings, columns and time stamps.
 *
 * <p>One difference is on purpose. GlusterFS 10 and later print nanoseconds under the label {@code us}; here the numbers are
 * microseconds with three decimals, so the label is true, and the fraction of a minimum or maximum tells readers so. The
 * lists of file names have their headings and no entries: on a brick nothing but gfids passes a probe.
 */
final class TextDump {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS Z",
            Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SIZES_PER_ROW = 3;
    private static final String HEADING = """
            Fop           Call Count    Avg-Latency    Min-Latency    Max-Latency
            ---           ----------    -----------    -----------    -----------
            """;
    private static final String TABLE_END = "------ ----- ----- ----- ----- ----- ----- -----  ----- ----- ----- -----\n\n";
    private static final String FILE_LISTS = """

            ==========Open File Stats========

            COUNT:  \t  FILE NAME

            ==========Read File Stats========

            COUNT:  \t  FILE NAME

            ==========Write File Stats========

            COUNT:  \t  FILE NAME

            ==========Directory open stats========

            COUNT:  \t  DIRECTORY NAME

            ========Directory readdirp Stats=======

            COUNT:  \t  DIRECTORY NAME

            ========Read Throughput File Stats=====

            TIMESTAMP \t\t\t THROUGHPUT(KBPS)\tFILE NAME

            ======Write Throughput File Stats======

            TIMESTAMP \t\t\t THROUGHPUT(KBPS)\tFILE NAME
            """;

    private TextDump() {
    }

    static void write(ProbeDump dump, OutputStream out) throws IOException {
        out.write(text(dump.snapshot()).getBytes(StandardCharsets.UTF_8));
    }

    static String text(IoStatsSnapshot snapshot) {
        StringBuilder out = new StringBuilder();
        section(out, "Cumulative", snapshot.cumulative());
        out.append(String.format(Locale.ROOT, "Current open fd's: %d Max open fd's: %d time %s%n",
                snapshot.openFiles(), snapshot.mostOpenFiles(), stamp(snapshot.mostOpenSince())));
        out.append(FILE_LISTS);
        section(out, "Interval " + snapshot.intervalNumber(), snapshot.interval());
        return out.toString();
    }

    private static String stamp(@Nullable Instant time) {
        return time == null ? "N/A" : STAMP.format(time);
    }

    private static void section(StringBuilder out, String name, StatsWindow window) {
        out.append(String.format(Locale.ROOT, "%n=== %s stats ===%n%14s : %d secs%n%14s : %d%n%14s : %d%n%n", name,
                "Duration", TimeUnit.NANOSECONDS.toSeconds(window.nanos()), "BytesRead", window.reads().bytes(),
                "BytesWritten", window.writes().bytes()));
        blockSizes(out, window);
        out.append(HEADING);
        window.fops().entrySet().stream().filter(fop -> fop.getValue().count() > 0)
                .sorted(Comparator.comparingInt(fop -> fop.getKey().number()))
                .forEach(fop -> row(out, fop));
        out.append(TABLE_END);
    }

    private static void row(StringBuilder out, Map.Entry<Fop, FopStats> fop) {
        FopStats stats = fop.getValue();
        out.append(String.format(Locale.ROOT, "%-13s %10d %s us %s us %s us%n", fop.getKey(), stats.count(),
                micros(stats.averageNanos()), micros((double) stats.minNanos()), micros((double) stats.maxNanos())));
    }

    private static String micros(double nanos) {
        return String.format(Locale.ROOT, nanos == 0 ? "%11.0f" : "%11.3f", nanos / 1000);
    }

    private static void blockSizes(StringBuilder out, StatsWindow window) {
        TreeSet<Long> sizes = new TreeSet<>(window.reads().blocks().keySet());
        sizes.addAll(window.writes().blocks().keySet());
        List<Long> all = new ArrayList<>(sizes);
        for (int from = 0; from < all.size(); from += SIZES_PER_ROW) {
            List<Long> row = all.subList(from, Math.min(all.size(), from + SIZES_PER_ROW));
            out.append("Block Size   :");
            row.forEach(size -> out.append(String.format(Locale.ROOT, "%16dB+", size)));
            counts(out, "\nRead Count   :", row, window.reads());
            counts(out, "\nWrite Count  :", row, window.writes());
            out.append("\n\n");
        }
    }

    private static void counts(StringBuilder out, String label, List<Long> sizes, Transfers transfers) {
        out.append(label);
        sizes.forEach(size -> out.append(String.format(Locale.ROOT, "%18d", transfers.blocks().getOrDefault(size,
                0L))));
    }
}
