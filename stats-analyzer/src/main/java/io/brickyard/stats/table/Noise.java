package io.brickyard.stats.table;

import java.util.ArrayList;
import java.util.List;

/**
 * How much an exclusive time varies by itself: by the steps of repeated dumps if there are enough, else by how far single
 * calls lie apart.
 */
final class Noise {
    private static final int ENOUGH_STEPS = 3;
    /** Two-sided 95 % quantiles of Student's t for 2 to 10 degrees of freedom; then those of the normal distribution are near. */
    private static final double[] STUDENT = {4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};
    private static final double LARGE = 2.1;

    private Noise() {
    }

    /** Half the 95 % confidence interval of the exclusive time of a position, NaN where nothing tells it. */
    static double ofDelta(DeltaTable table, int position) {
        PositionKey key = PositionKey.of(table).get(position);
        List<Double> steps = new ArrayList<>();
        for (DeltaTable step : table.steps()) {
            int at = PositionKey.of(step).indexOf(key);
            if (at >= 0) {
                steps.add(step.positions().get(at).deltaNanos());
            }
        }
        if (steps.size() >= ENOUGH_STEPS) {
            return ofMean(steps);
        }
        double here = ofAverage(table.positions().get(position));
        boolean last = position + 1 == table.positions().size();
        return last ? here : Math.hypot(here, ofAverage(table.positions().get(position + 1)));
    }

    private static double ofMean(List<Double> values) {
        double mean = values.stream().mapToDouble(value -> value).average().orElse(0);
        double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
        int freedom = values.size() - 1;
        double quantile = freedom - 2 < STUDENT.length ? STUDENT[freedom - 2] : LARGE;
        return quantile * Math.sqrt(squares / freedom / values.size());
    }

    private static double ofAverage(Position position) {
        return position.latencies() == null ? Double.NaN : position.latencies().meanError();
    }
}
