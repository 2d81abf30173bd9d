package io.brickyard.stats.table;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The course of time of a table's positions, of those that have dumps at intervals.
 *
 * @param titles of the steps, in order of time
 * @param lines the positions, top first
 */
public record StepSeries(List<String> titles, List<Line> lines) {

    /**
     * A position in each step.
     *
     * @param index of the position in the whole table
     * @param steps the position in each step, null in steps in which it saw no calls
     */
    public record Line(int index, List<@Nullable Position> steps) {}

    /** Of {@code table}; empty unless its dumps were repeated. */
    public static StepSeries of(DeltaTable table) {
        List<PositionKey> keys = PositionKey.of(table);
        List<List<PositionKey>> keysOfSteps = table.steps().stream().map(PositionKey::of).toList();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            List<@Nullable Position> steps = new ArrayList<>();
            boolean any = false;
            for (int step = 0; step < keysOfSteps.size(); step++) {
                int at = keysOfSteps.get(step).indexOf(keys.get(i));
                steps.add(at < 0 ? null : table.steps().get(step).positions().get(at));
                any |= at >= 0;
            }
            if (any) {
                lines.add(new Line(i, steps));
            }
        }
        return new StepSeries(table.steps().stream().map(DeltaTable::window).toList(), lines);
    }

    /** Whether there is nothing to show. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }
}
