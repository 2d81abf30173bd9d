package io.brickyard.stats.render;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;
import io.brickyard.stats.table.StepSeries;

/** The steps of repeated dumps as a table: a line a step, a column for what each layer took in it. */
final class StepTable {
    private StepTable() {
    }

    /** What stands above it. */
    static String heading(DeltaTable table) {
        return table.fop() + " step by step, in us per call (delta 1: below position 1)";
    }

    /** The titles of the columns, then the steps; empty unless dumps were repeated. */
    static List<List<String>> rows(DeltaTable table) {
        StepSeries series = StepSeries.of(table);
        List<List<String>> rows = new ArrayList<>();
        if (series.isEmpty()) {
            return rows;
        }
        List<String> titles = new ArrayList<>(List.of("step", "calls", "avg"));
        series.lines().forEach(line -> titles.add("delta " + (line.index() + 1)));
        rows.add(titles);
        for (int step = 0; step < series.titles().size(); step++) {
            List<String> row = new ArrayList<>();
            row.add(series.titles().get(step));
            Position top = series.lines().getFirst().steps().get(step);
            row.add(top == null ? "" : Wording.calls(top));
            row.add(top == null ? "" : Wording.micros(top.averageNanos()));
            for (StepSeries.Line line : series.lines()) {
                Position position = line.steps().get(step);
                row.add(position == null ? "" : Wording.delta(position));
            }
            rows.add(row);
        }
        return rows;
    }
}
