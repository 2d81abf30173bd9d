package io.brickyard.stats.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.brickyard.stats.dump.Distribution;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.Note;
import org.jspecify.annotations.Nullable;

/**
 * How far the calls at a position lie apart, as far as it is known.
 *
 * @param latencies how many calls took how long; null where only averages are known
 * @param sampledCalls so many calls of a sample {@code latencies} are of; 0 if they are of all calls
 * @param averageErrorNanos half the 95 % confidence interval of the position's average; NaN if that is of all calls
 */
record Spread(@Nullable Distribution latencies, long sampledCalls, double averageErrorNanos) {
    /** Nothing is known. */
    static final Spread NONE = new Spread(null, 0, Double.NaN);

    /** Of the position's own measurement, else of {@code samples} of the same probes. */
    static Spread of(RowData here, Map<String, FopCounter> samples, boolean sampled) {
        Distribution own = here.sum().latencies();
        if (own != null) {
            return new Spread(own, sampled ? own.count() : 0, sampled ? own.meanError() : Double.NaN);
        }
        FopCounter sum = FopCounter.NONE;
        for (String probe : here.byProbe().keySet()) {
            sum = sum.plus(samples.getOrDefault(probe, FopCounter.NONE));
        }
        // More samples than calls are of another time.
        boolean fits = sum.latencies() != null && sum.count() <= here.sum().count();
        return fits ? new Spread(sum.latencies(), sum.count() < here.sum().count() ? sum.count() : 0, Double.NaN)
                : NONE;
    }

    /** Footnotes of a position that is spread so, given that below it. */
    List<Integer> notes(Exclusive exclusive, Spread below, NoteList notes) {
        List<Integer> marks = new ArrayList<>();
        if (!Double.isNaN(averageErrorNanos)) {
            marks.add(notes
                    .add(new Note(Note.Kind.SAMPLED, String.format(Locale.ROOT, "averages of samples are estimates:"
                            + " the true ones lie within the column '+/- us' of them with 95 %% confidence"))));
        } else if (sampledCalls > 0) {
            marks.add(notes.add(new Note(Note.Kind.SAMPLED, "percentiles are of " + sampledCalls
                    + " sampled calls, averages of all")));
        }
        double error = Math.hypot(zero(averageErrorNanos), zero(below.averageErrorNanos));
        if (error > Math.abs(exclusive.nanos())) {
            marks.add(notes.add(new Note(Note.Kind.SAMPLED,
                    "the difference is smaller than the error of the sampled averages")));
        }
        return marks;
    }

    private static double zero(double error) {
        return Double.isNaN(error) ? 0 : error;
    }

    /** Says so where percentiles are missing. */
    static void noteAveragesOnly(List<Position> positions, NoteList notes) {
        long without = positions.stream().filter(one -> one.latencies() == null).count();
        if (without == 0) {
            return;
        }
        notes.add(new Note(Note.Kind.AVERAGES_ONLY, without == positions.size()
                ? "averages only: nothing in these inputs tells how long the slowest calls took"
                : "positions without percentiles: their inputs hold averages only"));
    }
}
