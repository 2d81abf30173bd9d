package io.brickyard.brickd.glusterd;

import java.util.Locale;
import java.util.SortedMap;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.stats.FopStats;
import io.brickyard.xlator.stats.IoStats;
import io.brickyard.xlator.stats.IoStatsSnapshot;
import io.brickyard.xlator.stats.StatsWindow;

/**
 * The answer to {@code gluster volume profile … info} and {@code gluster volume top}, in the keys of GlusterFS 10.3: a
 * window's values start with its number, -1 for all since the start; latencies are nanoseconds, the duration is seconds.
 *
 * <p>Counting is always on here, so there are numbers before {@code profile start} and after {@code profile stop} too. A
 * list of files, which {@code volume top} wants, is not kept: it is answered without members.
 */
public final class ProfileAnswer {
    private static final int ALL = 1;
    private static final int INCREMENTAL = 2;
    private static final int CUMULATIVE = 3;
    private static final int CLEAR = 4;
    private static final int CUMULATIVE_WINDOW = -1;
    private static final int TOP_OPEN = 1;
    /** gluster reads latencies as decimals. */
    private static final String WHOLE = ".000000";

    private final IoStats probe;

    /** From the probe that sees all that clients ask for. */
    public ProfileAnswer(IoStats probe) {
        this.probe = probe;
    }

    /** What the input asks for. */
    Dict of(Dict input) {
        return input.contains("top-op") ? top((int) input.getLong("top-op", 0)) : info(input);
    }

    private Dict info(Dict input) {
        int wanted = (int) input.getLong("info-op", ALL);
        DictBuilder out = Dict.builder().putText("info-op", Integer.toString(wanted));
        if (wanted == CLEAR) {
            probe.clear();
            return out.putText("stats-cleared", "1").build();
        }
        boolean endsInterval = wanted != CUMULATIVE && input.getLong("peek", 0) == 0;
        IoStatsSnapshot snapshot = endsInterval ? probe.takeInterval() : probe.peek();
        if (wanted != INCREMENTAL) {
            out.putText("cumulative", Integer.toString(CUMULATIVE_WINDOW));
            add(out, CUMULATIVE_WINDOW, snapshot.cumulative());
        }
        if (wanted != CUMULATIVE) {
            out.putText("interval", Integer.toString(snapshot.intervalNumber()));
            add(out, snapshot.intervalNumber(), snapshot.interval());
        }
        return out.build();
    }

    private static void add(DictBuilder out, int number, StatsWindow window) {
        String start = number + "-";
        out.putText(start + "duration", Long.toString(window.nanos() / 1_000_000_000));
        out.putText(start + "total-read", Long.toString(window.reads().bytes()));
        out.putText(start + "total-write", Long.toString(window.writes().bytes()));
        addBlocks(out, start + "read-", window.reads().blocks());
        addBlocks(out, start + "write-", window.writes().blocks());
        window.fops().forEach((fop, stats) -> add(out, start, fop, stats));
    }

    private static void addBlocks(DictBuilder out, String start, SortedMap<Long, Long> blocks) {
        blocks.forEach((bytes, count) -> out.putText(start + bytes, Long.toString(count)));
    }

    private static void add(DictBuilder out, String start, Fop fop, FopStats stats) {
        if (stats.count() == 0) {
            return;
        }
        String name = start + fop.number() + "-";
        out.putText(name + "hits", Long.toString(stats.count()));
        out.putText(name + "avglatency", String.format(Locale.ROOT, "%.6f", stats.averageNanos()));
        out.putText(name + "minlatency", stats.minNanos() + WHOLE);
        out.putText(name + "maxlatency", stats.maxNanos() + WHOLE);
    }

    private Dict top(int wanted) {
        DictBuilder out = Dict.builder().putText("top-op", Integer.toString(wanted)).putText("members", "0");
        if (wanted == TOP_OPEN) {
            IoStatsSnapshot snapshot = probe.peek();
            out.putText("current-open", Long.toString(snapshot.openFiles()))
                    .putText("max-open", Long.toString(snapshot.mostOpenFiles()))
                    .putText("max-openfd-time", snapshot.mostOpenSince() == null ? "N/A"
                            : snapshot.mostOpenSince().toString());
        }
        return out.build();
    }
}
