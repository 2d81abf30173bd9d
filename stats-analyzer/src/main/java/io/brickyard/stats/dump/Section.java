package io.brickyard.stats.dump;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The counters of one stretch of time of one probe.
 *
 * @param seconds its length as printed (whole seconds in stock dumps), NaN where the dump does not say
 * @param fops by FOP name in capitals, as {@code READ}
 */
public record Section(double seconds, Map<String, FopCounter> fops) {
    /** The counters as they are now. */
    public Section {
        fops = FopTable.of(fops);
    }

    /** The counter of {@code fop}, all zero where it never ran. */
    public FopCounter fop(String fop) {
        return fops.getOrDefault(fop, FopCounter.NONE);
    }

    /** Calls of all FOPs. */
    public long calls() {
        long calls = 0;
        for (Map.Entry<String, FopCounter> fop : fops.entrySet()) {
            calls += fop.getValue().count();
        }
        return calls;
    }

    /** What this cumulative section counted after the cumulative section {@code earlier}. */
    public Section minus(Section earlier) {
        Map<String, FopCounter> difference = new TreeMap<>();
        for (String fop : union(earlier)) {
            difference.put(fop, fop(fop).minus(earlier.fop(fop)));
        }
        return new Section(seconds - earlier.seconds, difference);
    }

    /** This and the stretch that followed it. */
    public Section then(Section later) {
        Map<String, FopCounter> sum = new TreeMap<>();
        for (String fop : union(later)) {
            sum.put(fop, fop(fop).plus(later.fop(fop)));
        }
        return new Section(seconds + later.seconds, sum);
    }

    /** The same in nanoseconds. */
    public Section inNanos(LatencyUnit unit) {
        return new Section(seconds, FopTable.of(fops).times(unit.nanos()));
    }

    private Set<String> union(Section other) {
        Set<String> names = new LinkedHashSet<>(fops.keySet());
        names.addAll(other.fops.keySet());
        return names;
    }
}
