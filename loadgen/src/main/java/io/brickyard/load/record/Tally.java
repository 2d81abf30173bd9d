package io.brickyard.load.record;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import io.brickyard.load.option.Direction;

/** What was counted of a job in some time: both directions, syncs, depths and errors. For one thread at a time. */
public final class Tally {
    /** Depths are counted in groups of at most 1, 2, 4 and so on up to 64 and more. */
    public static final int DEPTH_GROUPS = 7;

    public final DirectionStats read = new DirectionStats();
    public final DirectionStats write = new DirectionStats();
    public final LatencyStat sync = new LatencyStat();

    private final long[] depths = new long[DEPTH_GROUPS];
    private final Map<String, Long> errors = new TreeMap<>();

    public DirectionStats of(Direction direction) {
        return direction == Direction.READ ? read : write;
    }

    /** An I/O was submitted that made so many be under way. */
    public void submitted(int underWay) {
        int group = 31 - Integer.numberOfLeadingZeros(Math.max(1, underWay));
        depths[Math.min(group, DEPTH_GROUPS - 1)]++;
    }

    /** An I/O failed for a reason. */
    public void failed(String reason) {
        errors.merge(reason, 1L, Long::sum);
    }

    public void add(Tally other) {
        read.add(other.read);
        write.add(other.write);
        sync.add(other.sync);
        for (int i = 0; i < DEPTH_GROUPS; i++) {
            depths[i] += other.depths[i];
        }
        other.errors.forEach((reason, count) -> errors.merge(reason, count, Long::sum));
    }

    /** Forgets everything, and keeps the memory for what comes. */
    void clear() {
        read.clear();
        write.clear();
        sync.clear();
        Arrays.fill(depths, 0);
        errors.clear();
    }

    /** Share of submissions in a depth group, in per cent. */
    public double depthPercent(int group) {
        long all = 0;
        for (long one : depths) {
            all += one;
        }
        return all == 0 ? 0 : 100.0 * depths[group] / all;
    }

    /** Reasons of failures and how often each came. */
    public Map<String, Long> errors() {
        return Map.copyOf(errors);
    }

    public long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }
}
