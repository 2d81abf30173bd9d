package io.brickyard.stats.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.Section;
import org.jspecify.annotations.Nullable;

/**
 * The dumps of one probe of one process, in the order in which they were taken.
 *
 * <p>Which dumps of a name belong together is not written anywhere: two clients that run one volfile give their probes the
 * same names. The counters tell. A dump can follow another of its process only if nothing has shrunk since and its interval
 * began no earlier than the other dump; and if its interval began right there, cumulative counts before plus interval
 * counts give the cumulative counts after, call by call, which no other process does by chance.
 */
final class Series {
    /** How well a dump fits behind another. */
    enum Fit {
        /** It is of another process. */
        NONE,
        /** It may be of the same process. */
        POSSIBLE,
        /** Counts before plus counts of the interval are the counts after. */
        EXACT
    }

    private static final double NANOS_PER_SECOND = 1e9;

    private final String probe;
    private final DumpFormat format;
    private final List<Dump> dumps = new ArrayList<>();
    private boolean tiled = true;

    Series(String probe, Dump first) {
        this.probe = probe;
        this.format = first.format();
        dumps.add(first);
    }

    /** The same dumps by another name. */
    Series named(String other) {
        Series renamed = new Series(other, first());
        renamed.dumps.addAll(dumps.subList(1, dumps.size()));
        renamed.tiled = tiled;
        return renamed;
    }

    String probe() {
        return probe;
    }

    DumpFormat format() {
        return format;
    }

    List<Dump> dumps() {
        return List.copyOf(dumps);
    }

    Dump first() {
        return dumps.getFirst();
    }

    Dump last() {
        return dumps.getLast();
    }

    /** Whether the intervals follow each other without a gap, so that their sum is the time from first to last dump. */
    boolean isTiled() {
        return tiled && dumps.size() > 1;
    }

    void add(Dump next, Fit fit) {
        dumps.add(next);
        tiled &= fit == Fit.EXACT;
    }

    /** Whether {@code next} says word for word what the last dump says: a copy of the same file. */
    boolean repeats(Dump next) {
        Dump last = last();
        return last.intervalNumber() == next.intervalNumber() && equal(last.process(), next.process())
                && equal(last.taken(), next.taken())
                && equal(last.cumulative(), next.cumulative()) && equal(last.interval(), next.interval());
    }

    private static boolean equal(@Nullable Object one, @Nullable Object other) {
        return one == null ? other == null : one.equals(other);
    }

    /** How well {@code next} fits behind the last dump. */
    Fit fit(Dump next) {
        Dump last = last();
        if (last.process() != null && next.process() != null && !last.process().equals(next.process())) {
            return Fit.NONE;
        }
        if (format.isApart()) {
            return isAfter(last, next) ? Fit.EXACT : Fit.NONE;
        }
        Section before = last.cumulative();
        Section after = next.cumulative();
        if (before == null || after == null || !grows(before, after) || !inOrder(last, next)) {
            return Fit.NONE;
        }
        boolean follows = isNext(last, next);
        Section interval = next.interval();
        if (interval != null && follows && adds(before, interval, after)) {
            return Fit.EXACT;
        }
        return follows && last.intervalNumber() >= 0 ? Fit.NONE : Fit.POSSIBLE;
    }

    /** Whether {@code next}, which holds calls of its own, began after {@code last} was written. */
    private static boolean isAfter(Dump last, Dump next) {
        if (last.taken() == null || next.taken() == null) {
            return false;
        }
        if (last.format() != DumpFormat.CAPTURE) {
            return last.format() != DumpFormat.FIO && last.taken().isBefore(next.taken());
        }
        return !last.taken().isAfter(next.taken().minusNanos((long) (next.latest().seconds() * NANOS_PER_SECOND)));
    }

    private static boolean inOrder(Dump last, Dump next) {
        if (last.taken() != null && next.taken() != null && !last.taken().isBefore(next.taken())) {
            return false;
        }
        if (next.intervalNumber() >= 0 && next.intervalNumber() <= last.intervalNumber()) {
            return false;
        }
        Section before = last.cumulative();
        Section after = next.cumulative();
        Section interval = next.interval();
        if (before == null || after == null || Double.isNaN(before.seconds()) || Double.isNaN(after.seconds())) {
            return true;
        }
        // Whole seconds: allow one for rounding.
        boolean begins = interval == null || Double.isNaN(interval.seconds())
                || after.seconds() - interval.seconds() >= before.seconds() - 1;
        return after.seconds() >= before.seconds() && begins;
    }

    private static boolean isNext(Dump last, Dump next) {
        if (next.intervalNumber() >= 0) {
            return next.intervalNumber() == last.intervalNumber() + 1;
        }
        Section before = last.cumulative();
        Section after = next.cumulative();
        Section interval = next.interval();
        return before != null && after != null && interval != null
                && Math.abs(after.seconds() - before.seconds() - interval.seconds()) <= 1;
    }

    private static boolean grows(Section before, Section after) {
        for (Map.Entry<String, FopCounter> fop : before.fops().entrySet()) {
            FopCounter old = fop.getValue();
            FopCounter now = after.fop(fop.getKey());
            if (now.count() < old.count() || now.total() < old.total() * (1 - 1e-4) || now.min() > old.min()
                    || now.max() < old.max()) {
                return false;
            }
        }
        return true;
    }

    /** Call by call, but for the few that run while the dump is written and for rates printed with two decimals. */
    private static boolean adds(Section before, Section interval, Section after) {
        double rounding = 2 + 0.01 * (Double.isNaN(interval.seconds()) ? 0 : interval.seconds());
        return after.fops().keySet().stream().allMatch(fop -> Math.abs(
                before.fop(fop).count() + interval.fop(fop).count() - after.fop(fop).count()) <= rounding);
    }
}
