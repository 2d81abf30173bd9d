package io.brickyard.stats.table;

import java.util.Locale;

import io.brickyard.stats.dump.Note;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive time of the layer between a position and the next.
 *
 * <p>Upper and lower position saw N_u and N_l calls that took T_u and T_l in total. What a call spends in between is
 * (T_u − T_l) / N_u: with equal N the plain difference of averages; where a cache answers (N_l below N_u) or a translator
 * makes several calls of one, one after the other (N_l above N_u), still right, while the difference of averages is not.
 *
 * <p>Two cases have no such answer. Calls that fan out run at the same time, so their total is more than the time that
 * passed; the time below a call is at least that of the slowest branch and at most that of all, which bounds the rest. And
 * over the network nothing is answered early or doubled: if N differs there, dumps of clients or bricks are missing or
 * cover other times, and the difference of averages is the better estimate.
 *
 * @param nanos per call of the upper position; the upper bound if there is a lower one
 * @param lowNanos the lower bound, equal to {@code nanos} where the answer is exact
 * @param plainNanos difference of the averages
 * @param callsBelow N_l / N_u
 * @param weight calls below per call above that run one after the other
 * @param note why the answer is not the plain difference, null if it is
 */
record Exclusive(double nanos, double lowNanos, double plainNanos, double callsBelow, double weight,
        @Nullable Note note) {
    /** Differences of counts up to this share come from calls under way while dumps are written. */
    private static final double COUNT_SLACK = 0.001;
    /** More than dumps of slightly other times explain. */
    private static final double FAN_OUT_FROM = 1.05;

    /**
     * Totals of a position and of what is below it.
     *
     * @param upperCalls N_u
     * @param upperTotal T_u in nanoseconds
     * @param lowerCalls N_l
     * @param lowerTotal T_l in nanoseconds
     * @param longestBranchTotal T of the slowest branch
     * @param mostBranchCalls N of the busiest branch
     * @param branches probes below that saw calls
     */
    record Totals(double upperCalls, double upperTotal, double lowerCalls, double lowerTotal,
            double longestBranchTotal, double mostBranchCalls, int branches) {}

    /** Of averages alone, where the numbers of calls say nothing: those of samples. */
    static Exclusive ofSamples(Totals totals) {
        double plain = totals.upperTotal / totals.upperCalls - totals.lowerTotal / totals.lowerCalls;
        return new Exclusive(plain, plain, plain, Double.NaN, 1, null);
    }

    /** Above or below a packet capture, which may have begun late, ended early or lost packets. */
    static Exclusive ofCapture(Totals totals, boolean captureBelow) {
        Exclusive plain = ofSamples(totals);
        double callsBelow = totals.lowerCalls / totals.upperCalls;
        double seen = captureBelow ? callsBelow : 1 / callsBelow;
        Note note = Math.abs(seen - 1) <= COUNT_SLACK
                ? null
                : new Note(Note.Kind.COUNTS, "the packet capture holds " + percent(seen) + " of the calls that were"
                        + " counted " + (captureBelow ? "above" : "below")
                        + ": the difference of the averages is given");
        return new Exclusive(plain.nanos, plain.nanos, plain.nanos, callsBelow, 1, note);
    }

    static Exclusive of(Totals totals, boolean crossing, boolean fanOut) {
        double upperAverage = totals.upperTotal / totals.upperCalls;
        double plain = upperAverage - totals.lowerTotal / totals.lowerCalls;
        double callsBelow = totals.lowerCalls / totals.upperCalls;
        boolean equal = Math.abs(callsBelow - 1) <= COUNT_SLACK;
        double bySums = (totals.upperTotal - totals.lowerTotal) / totals.upperCalls;
        if (fanOut && totals.branches > 1 && callsBelow > FAN_OUT_FROM) {
            double slowest = (totals.upperTotal - totals.longestBranchTotal) / totals.upperCalls;
            return new Exclusive(slowest, bySums, plain, callsBelow, totals.mostBranchCalls / totals.upperCalls,
                    new Note(Note.Kind.PARALLEL, "a call fans out to " + totals.branches
                            + " branches that may run at the same time: averages only bound the time in between"));
        }
        if (crossing) {
            Note note = equal ? null : new Note(Note.Kind.COUNTS, missing(callsBelow));
            return new Exclusive(plain, plain, plain, callsBelow, 1, note);
        }
        Note note = equal
                ? null
                : new Note(Note.Kind.COUNTS, callsBelow < 1
                        ? percent(1 - callsBelow) + " of the calls end in this layer (a cache, or dumps of other times)"
                        : "a call makes " + times(callsBelow) + " calls below");
        return new Exclusive(bySums, bySums, plain, callsBelow, callsBelow, note);
    }

    private static String missing(double callsBelow) {
        return callsBelow > 1
                ? "the bricks saw " + times(callsBelow)
                        + " times the calls of these clients: dumps of other clients are"
                        + " missing, or the dumps cover other times; the difference of the averages is given"
                : "the bricks saw " + percent(callsBelow)
                        + " of the clients' calls: dumps of bricks are missing, or the"
                        + " dumps cover other times; the difference of the averages is given";
    }

    private static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * ratio);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
