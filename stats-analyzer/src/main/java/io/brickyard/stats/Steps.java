package io.brickyard.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.brickyard.stats.read.Inputs;
import io.brickyard.stats.stack.Measurement;
import io.brickyard.stats.stack.Stack;
import io.brickyard.stats.stack.StackOrder;
import io.brickyard.stats.table.DeltaCalculator;
import io.brickyard.stats.table.DeltaTable;

/**
 * The course of time of repeated dumps: a table for each interval. Intervals of different processes are joined by their
 * number from the end; they began when their processes did, so counts of a step may differ a little.
 */
final class Steps {
    private Steps() {
    }

    /** The tables in order of time, none unless all probes that saw {@code fop} were dumped at least three times. */
    static List<DeltaTable> of(List<Inputs.Graph> graphs, List<Measurement> used, String fop) {
        List<Measurement> repeated = used.stream()
                .filter(one -> one.steps().size() > 1 && one.nanos().fop(fop).count() > 0).toList();
        int steps = repeated.stream().mapToInt(one -> one.steps().size()).min().orElse(0);
        List<DeltaTable> tables = new ArrayList<>();
        for (int i = steps; i > 0; i--) {
            int fromEnd = i;
            List<Measurement> step = repeated.stream().map(one -> one.step(one.steps().size() - fromEnd)).toList();
            Stack stack = StackOrder.of(graphs, step, fop);
            DeltaTable table = DeltaCalculator.table(stack, step, List.of(), fop, title(steps - i + 1, step),
                    List.of());
            if (!table.positions().isEmpty()) {
                tables.add(table);
            }
        }
        return tables;
    }

    private static String title(int number, List<Measurement> step) {
        double seconds = step.stream().mapToDouble(one -> one.nanos().seconds()).filter(Double::isFinite).max()
                .orElse(Double.NaN);
        return Double.isNaN(seconds) ? "step " + number
                : String.format(Locale.ROOT, "step %d, %.0f s", number, seconds);
    }
}
