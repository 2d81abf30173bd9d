package io.brickyard.xlator.stats;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import io.brickyard.wire.fop.Fop;

/**
 * What one probe counted over one stretch of time.
 *
 * @param start when counting began
 * @param end when the counters were read
 * @param fops the FOPs that ran, in order of {@link Fop}; unmodifiable
 * @param reads what READ delivered
 * @param writes what WRITE took
 */
public record StatsWindow(Moment start, Moment end, Map<Fop, FopStats> fops, Transfers reads, Transfers writes) {
    /** Keeps a copy of {@code fops}. */
    public StatsWindow {
        Map<Fop, FopStats> copy = new EnumMap<>(Fop.class);
        copy.putAll(fops);
        fops = Collections.unmodifiableMap(copy);
    }

    /** The counters of a FOP, all zero where it never ran. */
    public FopStats fop(Fop fop) {
        return fops.getOrDefault(fop, FopStats.NONE);
    }

    /** How long it is in nanoseconds. */
    public long nanos() {
        return end.monotonicNanos() - start.monotonicNanos();
    }
}
