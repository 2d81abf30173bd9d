package io.brickyard.xlator.throttle;

import java.util.concurrent.atomic.AtomicLongArray;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Unwind;
import io.brickyard.xlator.throttle.policy.PidClass;

/**
 * How long users' READs, WRITEs and LOOKUPs take below the throttle: eight buckets for each power of two, so that a
 * percentile is right within an eighth. Many threads count, one reads.
 */
public final class Foreground {
    private static final int SUB_BITS = 3;
    private static final int SUBS = 1 << SUB_BITS;
    private static final int BUCKETS = (Long.SIZE - SUB_BITS) * SUBS;
    private static final int PERCENT = 100;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    /**
     * What was counted since the last look.
     *
     * @param calls how many
     * @param p99Nanos what 99 of 100 of them did not exceed; 0 for none
     */
    public record Look(long calls, long p99Nanos) {}

    /** Whether a call is one of those. */
    static boolean isOne(Call call) {
        return isOne(call.fop(), PidClass.of(call.credential().pid()));
    }

    /** Whether such a call of such a process is. */
    static boolean isOne(Fop fop, PidClass pid) {
        return switch (fop) {
            case READ, WRITE, LOOKUP -> pid == PidClass.USER;
            default -> false;
        };
    }

    /** The way up of a call that is wound now. */
    Unwind timed(Unwind up, long nowNanos) {
        return new Timed(this, up, nowNanos);
    }

    /** Counts one. */
    public void add(long nanos) {
        counts.incrementAndGet(index(Math.max(0, nanos)));
    }

    /** How many were counted since the last {@link #take}. */
    public long calls() {
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /** What was counted since the last time, which is forgotten. */
    public Look take() {
        long[] taken = new long[BUCKETS];
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            taken[i] = counts.getAndSet(i, 0);
            sum += taken[i];
        }
        long above = sum / PERCENT;
        long seen = 0;
        for (int i = BUCKETS - 1; i >= 0; i--) {
            seen += taken[i];
            if (seen > above) {
                return new Look(sum, top(i));
            }
        }
        return new Look(0, 0);
    }

    private static int index(long nanos) {
        if (nanos < SUBS) {
            return (int) nanos;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
        return (shift + 1) * SUBS + (int) (nanos >> shift) - SUBS;
    }

    private static long top(int index) {
        if (index < SUBS) {
            return index;
        }
        int shift = index / SUBS - 1;
        return ((long) (index % SUBS + SUBS + 1) << shift) - 1;
    }

    private record Timed(Foreground foreground, Unwind up, long startNanos) implements Unwind.Through {
        @Override
        public void unwind(FopReply reply) {
            foreground.add(System.nanoTime() - startNanos);
            up.unwind(reply);
        }
    }
}
