package io.brickyard.stats;

import java.util.List;
import java.util.Locale;

import io.brickyard.stats.dump.DumpFormat.Measures;
import io.brickyard.stats.stack.Measurement;

/** Says in a phrase what stretch of time a table is about. */
final class WindowTitle {
    private WindowTitle() {
    }

    /** Such as {@code interval 1, 61 to 75 s}. */
    static String of(List<Measurement> measurements, String fop) {
        List<Measurement> all = measurements.stream().filter(one -> one.nanos().fop(fop).count() > 0).toList();
        List<Measurement> inside = all.stream().filter(one -> one.format().measures() != Measures.APPLICATION
                && one.format().measures() != Measures.WIRE).toList();
        List<Measurement> counted = inside.isEmpty() ? all : inside;
        List<String> windows = counted.stream().map(Measurement::window).distinct().toList();
        double[] seconds = counted.stream().mapToDouble(one -> one.nanos().seconds()).filter(Double::isFinite).sorted()
                .toArray();
        String kinds = String.join("; ", windows);
        if (seconds.length == 0) {
            return kinds;
        }
        double shortest = seconds[0];
        double longest = seconds[seconds.length - 1];
        return shortest == longest
                ? String.format(Locale.ROOT, "%s, %.0f s", kinds, shortest)
                : String.format(Locale.ROOT, "%s, %.0f to %.0f s", kinds, shortest, longest);
    }
}
