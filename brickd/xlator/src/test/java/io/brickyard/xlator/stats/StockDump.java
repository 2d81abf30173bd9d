package io.brickyard.xlator.stats;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.wire.fop.Fop;

/** A dump that GlusterFS 10.3 wrote, taken apart into a snapshot, and as it would be with microseconds in it. */
final class StockDump {
    private static final Pattern ROW = Pattern
            .compile("([A-Z]+) +(\\d+) +([\\d.]+) us +([\\d.]+) us +([\\d.]+) us", Pattern.MULTILINE);
    private static final Pattern LATENCY = Pattern.compile(" +(\\d+\\.\\d\\d) us");

    private final String text;

    StockDump(String text) {
        this.text = text;
    }

    /** Its counters, as a probe would have counted them. Of FOPs that this protocol lacks there are none. */
    IoStatsSnapshot snapshot(int interval, Instant mostOpenSince) {
        int half = text.indexOf("=== Interval");
        return new IoStatsSnapshot("probe", window(text.substring(0, half)), window(text.substring(half)), interval,
                number("Current open fd's: (\\d+)", text), number("Max open fd's: (\\d+)", text), mostOpenSince);
    }

    /** The text with latencies in microseconds, without rows of FOPs that this protocol lacks. */
    String inMicros() {
        Matcher latency = LATENCY.matcher(text.replaceAll("(?m)^FORGET .*\n", ""));
        return latency.replaceAll(found -> String.format(Locale.ROOT, " %11.3f us",
                Double.parseDouble(found.group(1)) / 1000));
    }

    private static long number(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static StatsWindow window(String text) {
        Map<Fop, FopStats> fops = new EnumMap<>(Fop.class);
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            if (!row.group(1).equals("FORGET")) {
                long count = Long.parseLong(row.group(2));
                long total = Math.round(count * Double.parseDouble(row.group(3)));
                fops.put(Fop.valueOf(row.group(1)),
                        new FopStats(count, 0, total, (long) Double.parseDouble(row.group(4)),
                                (long) Double.parseDouble(row.group(5)), LatencyHistogram.NONE));
            }
        }
        long seconds = number("Duration : (\\d+)", text);
        return new StatsWindow(new Moment(Instant.EPOCH, 0), new Moment(Instant.EPOCH, seconds * 1_000_000_000), fops,
                new Transfers(number("BytesRead : (\\d+)", text), blocks("Read Count", text)),
                new Transfers(number("BytesWritten : (\\d+)", text), blocks("Write Count", text)));
    }

    private static SortedMap<Long, Long> blocks(String label, String text) {
        SortedMap<Long, Long> blocks = new TreeMap<>();
        Matcher group = Pattern.compile("Block Size   :(.*)(?:\n.*)?\n" + label + " *:(.*)").matcher(text);
        while (group.find()) {
            String[] sizes = group.group(1).replace("B+", "").strip().split(" +", 0);
            String[] counts = group.group(2).strip().split(" +", 0);
            for (int i = 0; i < sizes.length; i++) {
                if (!counts[i].equals("0")) {
                    blocks.put(Long.parseLong(sizes[i]), Long.parseLong(counts[i]));
                }
            }
        }
        return blocks;
    }
}
