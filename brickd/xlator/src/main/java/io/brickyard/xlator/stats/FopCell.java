package io.brickyard.xlator.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The counters of one FOP in one stripe. All of them lie in one array so that a call touches two cache lines: one of
 * totals and one of its latency class. A line stays free at the front, so that neighbours on the heap share none.
 *
 * <p>Each counter is added to atomically and read on its own: a reader may see the class of a call whose time is not in
 * the total yet, and sees it at the next look.
 */
final class FopCell {
    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int TOTAL = 8;
    private static final int ERRORS = 9;
    private static final int MIN = 10;
    private static final int MAX = 11;
    private static final int INTERVAL_MIN = 12;
    private static final int INTERVAL_MAX = 13;
    private static final int CLASSES = 16;

    private final long[] slots = new long[CLASSES + LatencyBuckets.COUNT];

    FopCell() {
        slots[MIN] = Long.MAX_VALUE;
        slots[INTERVAL_MIN] = Long.MAX_VALUE;
    }

    void record(long nanos, boolean failed) {
        add(CLASSES + LatencyBuckets.indexOf(nanos), 1);
        add(TOTAL, nanos);
        if (failed) {
            add(ERRORS, 1);
        }
        lower(MIN, nanos);
        raise(MAX, nanos);
        lower(INTERVAL_MIN, nanos);
        raise(INTERVAL_MAX, nanos);
    }

    /** Adds all that this cell holds to {@code sum}. */
    void addTo(FopSum sum, boolean resetInterval) {
        for (int i = 0; i < LatencyBuckets.COUNT; i++) {
            sum.classes[i] += get(CLASSES + i);
        }
        sum.totalNanos += get(TOTAL);
        sum.errors += get(ERRORS);
        sum.minNanos = Math.min(sum.minNanos, get(MIN));
        sum.maxNanos = Math.max(sum.maxNanos, get(MAX));
        long low = resetInterval ? (long) SLOTS.getAndSet(slots, INTERVAL_MIN, Long.MAX_VALUE) : get(INTERVAL_MIN);
        long high = resetInterval ? (long) SLOTS.getAndSet(slots, INTERVAL_MAX, 0L) : get(INTERVAL_MAX);
        sum.intervalMinNanos = Math.min(sum.intervalMinNanos, low);
        sum.intervalMaxNanos = Math.max(sum.intervalMaxNanos, high);
    }

    private long get(int slot) {
        return (long) SLOTS.getOpaque(slots, slot);
    }

    private void add(int slot, long amount) {
        long before = (long) SLOTS.getAndAdd(slots, slot, amount);
        assert before >= 0 : "a counter ran over";
    }

    private void lower(int slot, long value) {
        long seen = get(slot);
        while (value < seen && !SLOTS.compareAndSet(slots, slot, seen, value)) {
            seen = get(slot);
        }
    }

    private void raise(int slot, long value) {
        long seen = get(slot);
        while (value > seen && !SLOTS.compareAndSet(slots, slot, seen, value)) {
            seen = get(slot);
        }
    }
}
