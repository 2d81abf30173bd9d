package io.brickyard.xlator.stats;

import java.util.Locale;

import io.brickyard.wire.fop.Fop;

/**
 * What io-stats adds to a statedump, as GlusterFS 10.3 writes it: for each FOP {@code
 * PROBE.cumulative.FOP=count,total,min,max,average}, in nanoseconds there as here. Unlike the dumps it ends no interval.
 */
public final class StatedumpLines {
    private static final String CUMULATIVE = "cumulative";
    private static final String INCREMENTAL = "incremental";

    private StatedumpLines() {
    }

    /** The lines of one probe, for the FOPs that ran. */
    public static String of(IoStatsSnapshot snapshot) {
        StringBuilder out = new StringBuilder();
        transfers(out, CUMULATIVE, snapshot.cumulative());
        transfers(out, INCREMENTAL, snapshot.interval());
        for (Fop fop : snapshot.cumulative().fops().keySet()) {
            fop(out, snapshot.probe() + "." + CUMULATIVE, fop, snapshot.cumulative());
            fop(out, snapshot.probe() + "." + INCREMENTAL, fop, snapshot.interval());
        }
        return out.toString();
    }

    private static void transfers(StringBuilder out, String name, StatsWindow window) {
        out.append(name).append(".data_read=").append(window.reads().bytes()).append('\n');
        out.append(name).append(".data_written=").append(window.writes().bytes()).append('\n');
    }

    private static void fop(StringBuilder out, String key, Fop fop, StatsWindow window) {
        FopStats stats = window.fop(fop);
        out.append(String.format(Locale.ROOT, "%s.%s=%d,%d,%d.000,%d.000,%.3f%n", key, fop, stats.count(),
                stats.totalNanos(), stats.minNanos(), stats.maxNanos(), stats.averageNanos()));
    }
}
