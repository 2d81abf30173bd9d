package io.brickyard.stats.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.brickyard.stats.dump.Dump.Side;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.stack.Measurement;
import io.brickyard.stats.stack.Stack;
import io.brickyard.stats.stack.StackRow;

/**
 * Makes the delta table of one FOP out of a stack and its measurements. Each row's exclusive time is by
 * {@link Exclusive}; its share of the top position's average counts how often a call at the top gets there, one after the
 * other.
 */
public final class DeltaCalculator {
    private final Stack stack;
    private final String fop;
    private final String window;
    private final NoteList notes;
    private final boolean bySamples;
    private final Map<String, FopCounter> samples = new HashMap<>();
    private final Map<StackRow, RowData> data = new LinkedHashMap<>();
    private final Map<StackRow, Gap> gaps = new HashMap<>();
    private final Map<StackRow, Double> parentCalls = new HashMap<>();
    private final Map<StackRow, Double> weight = new HashMap<>();
    private double topAverage;

    private DeltaCalculator(Stack stack, String fop, String window, boolean bySamples, NoteList notes) {
        this.stack = stack;
        this.bySamples = bySamples;
        this.fop = fop;
        this.window = window;
        this.notes = notes;
    }

    /**
     * The table of {@code fop}; without positions if no probe of the stack saw it.
     *
     * @param measurements what the averages are of
     * @param samples where percentiles come from that the measurements do not have
     */
    public static DeltaTable table(Stack stack, List<Measurement> measurements, List<Measurement> samples, String fop,
            String window, List<Note> general) {
        boolean bySamples = measurements.stream().anyMatch(one -> one.format() == DumpFormat.SAMPLES);
        DeltaCalculator calculator = new DeltaCalculator(stack, fop, window, bySamples, new NoteList(general));
        samples.forEach(one -> calculator.samples.merge(one.probe(), one.nanos().fop(fop), FopCounter::plus));
        Map<String, FopCounter> counters = new HashMap<>();
        measurements.forEach(one -> counters.merge(one.probe(), one.nanos().fop(fop), FopCounter::plus));
        return calculator.table(counters);
    }

    private DeltaTable table(Map<String, FopCounter> counters) {
        for (StackRow row : stack.rows()) {
            RowData measured = RowData.of(row, counters);
            if (!measured.isEmpty()) {
                data.put(row, measured);
            }
        }
        data.keySet().forEach(row -> gaps.put(row, Gap.below(row, data)));
        for (Map.Entry<StackRow, Gap> gap : gaps.entrySet()) {
            double calls = calls(gap.getKey());
            gap.getValue().lower().forEach(lower -> parentCalls.merge(lower, calls, Double::sum));
        }
        startAtTop();
        List<Position> positions = new ArrayList<>();
        data.keySet().forEach(row -> positions.add(position(row)));
        Spread.noteAveragesOnly(positions, notes);
        return new DeltaTable(fop, window, positions, bottleneck(positions), notes.all());
    }

    private double calls(StackRow row) {
        return data.getOrDefault(row, new RowData(Map.of(), FopCounter.NONE)).sum().count();
    }

    /** The rows that no other leads to share the calls at the top. */
    private void startAtTop() {
        Set<StackRow> tops = new LinkedHashSet<>(data.keySet());
        tops.removeAll(parentCalls.keySet());
        FopCounter sum = FopCounter.NONE;
        for (StackRow top : tops) {
            sum = sum.plus(data.getOrDefault(top, new RowData(Map.of(), FopCounter.NONE)).sum());
        }
        topAverage = sum.average();
        for (StackRow top : tops) {
            weight.put(top, calls(top) / sum.count());
        }
    }

    private Position position(StackRow row) {
        RowData here = data.getOrDefault(row, new RowData(Map.of(), FopCounter.NONE));
        Gap gap = gaps.getOrDefault(row, Gap.NOTHING);
        FopCounter sum = here.sum();
        double rowWeight = weight.getOrDefault(row, 0.0);
        List<Integer> footnotes = new ArrayList<>();
        Exclusive exclusive = gap.lower().isEmpty()
                ? new Exclusive(sum.average(), sum.average(), sum.average(), Double.NaN, 0, null)
                : exclusive(row, gap, totals(here, gap));
        passWeight(gap, rowWeight * exclusive.weight(), calls(row));
        if (exclusive.note() != null) {
            footnotes.add(notes.add(exclusive.note()));
        }
        if (!gap.unseen().isEmpty() && !gap.lower().isEmpty()) {
            footnotes.add(notes.add(new Note(Note.Kind.LEFT_OUT, "no dumps below " + String.join(", ", gap.unseen())
                    + ": if calls went there too, the time they took counts here")));
        }
        if (exclusive.nanos() < 0) {
            footnotes.add(notes.add(new Note(Note.Kind.NEGATIVE, "below zero: the probe underneath saw longer calls;"
                    + " calls run in parallel there, or the dumps cover other times")));
        }
        if (here.byProbe().size() > 1) {
            footnotes.add(notes.add(new Note(Note.Kind.MERGED, here.comparison())));
        }
        Spread spread = spread(row, here, gap);
        footnotes.addAll(spread.notes(exclusive, spreadBelow(gap), notes));
        return new Position(row.side(), row.label(), List.copyOf(here.byProbe().keySet()), sum.count(), sum.average(),
                sum.min(), sum.max(), exclusive.nanos(), exclusive.lowNanos(), exclusive.plainNanos(),
                topAverage == 0 ? 0 : exclusive.nanos() * rowWeight / topAverage, exclusive.callsBelow(), gap.layer(),
                gap.crossing() && gap.lower().stream().anyMatch(lower -> lower.side() == Side.BRICK),
                spread.latencies(), spread.averageErrorNanos(), null, footnotes);
    }

    private Exclusive exclusive(StackRow row, Gap gap, Exclusive.Totals totals) {
        if (bySamples) {
            return Exclusive.ofSamples(totals);
        }
        boolean captureBelow = gap.lower().stream().anyMatch(lower -> lower.side() == Side.WIRE);
        boolean parallel = gap.fanOut() && totals.branches() > 1 && totals.lowerCalls() > totals.upperCalls();
        return !parallel && (captureBelow || row.side() == Side.WIRE)
                ? Exclusive.ofCapture(totals, captureBelow)
                : Exclusive.of(totals, gap.crossing(), gap.fanOut());
    }

    private Spread spread(StackRow row, RowData here, Gap gap) {
        double callsBelow = gap.lower().stream().mapToDouble(this::calls).sum();
        boolean sampled = bySamples || (row.side() == Side.WIRE && here.sum().count() < callsBelow);
        return Spread.of(here, samples, sampled);
    }

    /** Of the positions below, if there is one only. */
    private Spread spreadBelow(Gap gap) {
        if (gap.lower().size() != 1) {
            return Spread.NONE;
        }
        StackRow lower = gap.lower().getFirst();
        RowData there = data.getOrDefault(lower, new RowData(Map.of(), FopCounter.NONE));
        return spread(lower, there, gaps.getOrDefault(lower, Gap.NOTHING));
    }

    /** Sums of what is below; a row that several rows lead to is divided among them by their calls. */
    private Exclusive.Totals totals(RowData here, Gap gap) {
        double lowerCalls = 0;
        double lowerTotal = 0;
        double longest = 0;
        double most = 0;
        int branches = 0;
        for (StackRow lower : gap.lower()) {
            RowData there = data.getOrDefault(lower, here);
            double part = here.sum().count() / parentCalls.getOrDefault(lower, (double) here.sum().count());
            lowerCalls += there.sum().count() * part;
            lowerTotal += there.sum().total() * part;
            longest = Math.max(longest, there.longestTotal() * part);
            most = Math.max(most, there.mostCalls() * part);
            branches += there.byProbe().size();
        }
        return new Exclusive.Totals(here.sum().count(), here.sum().total(), lowerCalls, lowerTotal, longest, most,
                branches);
    }

    private void passWeight(Gap gap, double passed, double calls) {
        double lowerCalls = gap.lower().stream().mapToDouble(this::calls).sum();
        for (StackRow lower : gap.lower()) {
            weight.merge(lower, calls == 0 ? 0 : passed * calls(lower) / lowerCalls, Double::sum);
        }
    }

    private static int bottleneck(List<Position> positions) {
        int best = -1;
        for (int i = 0; i < positions.size(); i++) {
            if (best < 0 || positions.get(i).share() > positions.get(best).share()) {
                best = i;
            }
        }
        return best;
    }
}
