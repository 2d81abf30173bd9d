package io.brickyard.stats.stack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.Section;

/**
 * The outputs of volume profiles that name one brick. Unlike other dumps of one name these are of one brick for sure, so
 * nothing may be summed: outputs of the same moment (text and XML, a peek twice) count once, and where counters have
 * shrunk they started anew and what was before is of no use.
 *
 * @param series the outputs that follow each other, in the order of their time
 * @param restarted whether counters started anew before the first of them
 */
record BrickSeries(Series series, boolean restarted) {

    static BrickSeries of(String probe, List<Dump> outputs) {
        List<Dump> whole = new ArrayList<>(outputs.stream().filter(one -> one.cumulative() != null).toList());
        if (whole.isEmpty()) {
            Dump last = outputs.stream().max(Comparator.comparingInt(Dump::intervalNumber)).orElseThrow();
            return new BrickSeries(new Series(probe, last), false);
        }
        whole.sort(Comparator.comparingDouble(BrickSeries::uptimeSeconds));
        List<Dump> kept = new ArrayList<>();
        boolean restarted = false;
        for (Dump output : whole) {
            if (!kept.isEmpty() && sameCounts(kept.getLast(), output)) {
                if (output.interval() != null) {
                    kept.set(kept.size() - 1, output);
                }
            } else {
                if (!kept.isEmpty() && !grows(kept.getLast(), output)) {
                    kept.clear();
                    restarted = true;
                }
                kept.add(output);
            }
        }
        Series series = new Series(probe, kept.getFirst());
        kept.stream().skip(1).forEach(output -> series.add(output, Series.Fit.POSSIBLE));
        return new BrickSeries(series, restarted);
    }

    private static double uptimeSeconds(Dump output) {
        double seconds = cumulative(output).seconds();
        return Double.isNaN(seconds) ? 0 : seconds;
    }

    private static Section cumulative(Dump output) {
        return Optional.ofNullable(output.cumulative()).orElseThrow();
    }

    private static boolean sameCounts(Dump one, Dump other) {
        Map<String, FopCounter> before = cumulative(one).fops();
        Map<String, FopCounter> after = cumulative(other).fops();
        return before.size() == after.size()
                && before.entrySet().stream().allMatch(fop -> after.containsKey(fop.getKey())
                        && fop.getValue().count() == cumulative(other).fop(fop.getKey()).count());
    }

    private static boolean grows(Dump before, Dump after) {
        return cumulative(before).fops().entrySet().stream()
                .allMatch(fop -> fop.getValue().count() <= cumulative(after).fop(fop.getKey()).count());
    }
}
