package io.brickyard.xlator.throttle;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * Tokens that come at a steady rate and are kept up to a burst. Whoever takes more than there are leaves debt.
 *
 * <p>Promises: refilled only when looked at, in whole numbers, so that no token is made or lost however often that is; a
 * call that costs at most the burst passes once its tokens are there, a costlier one once the bucket is full. So in every
 * window w what passes costs at most burst + rate · w + the one call that went on debt.
 *
 * <p>Whoever has it locked may set a part aside while there is plenty, which anybody takes without a lock, by one atomic step.
 * Until that part is back the bucket is so much smaller, so all promises hold; at most that much less comes into a full one.
 */
public final class Bucket {
    /** Tokens per second, at most: 8 Gi. */
    public static final long MAX_RATE = 1L << 33;
    /** Tokens kept, at most. */
    public static final long MAX_BURST = 1L << 40;

    private static final long NANOS = 1_000_000_000L;
    private static final long FAR_SECONDS = 1L << 32;
    /** This part of the burst is set aside at a time, if there is {@link #PLENTY} of it. */
    private static final int ASIDE = 8;
    private static final int PLENTY = 2;
    private static final AtomicLongFieldUpdater<Bucket> FREE = AtomicLongFieldUpdater.newUpdater(Bucket.class, "free");

    private long rate;
    private long burst;
    private long level;
    /** What came beyond whole tokens, in 1/NANOS of one. */
    private long fraction;
    private long filledNanos;
    /** Set aside; what of it is not taken yet is {@code free}. */
    private long aside;
    private volatile long free;

    /**
     * A full bucket.
     *
     * @param rate tokens per second, from 1
     * @param burst tokens kept, from 1
     */
    public Bucket(long rate, long burst, long nowNanos) {
        check(rate, burst);
        this.rate = rate;
        this.burst = burst;
        this.level = burst;
        this.filledNanos = nowNanos;
    }

    private static void check(long rate, long burst) {
        if (rate < 1 || rate > MAX_RATE || burst < 1 || burst > MAX_BURST) {
            throw new IllegalArgumentException("no bucket has rate " + rate + " and burst " + burst);
        }
    }

    /**
     * Adds what came since the last time.
     *
     * @param above how many tokens beyond the burst are kept this time: what came while a timer that was to hand them out
     *        was late
     */
    public void fill(long nowNanos, long above) {
        long elapsed = nowNanos - filledNanos;
        if (elapsed <= 0) {
            return;
        }
        filledNanos = nowNanos;
        long cap = burst - aside + above;
        long room = cap - level;
        if (room <= 0 || elapsed / NANOS > room / rate) {
            cap(cap);
            return;
        }
        long part = rate * (elapsed % NANOS) + fraction;
        level += rate * (elapsed / NANOS) + part / NANOS;
        fraction = part % NANOS;
        if (level >= cap) {
            cap(cap);
        }
    }

    private void cap(long most) {
        level = most;
        fraction = 0;
    }

    /** Whether a call of this cost may pass now. */
    public boolean has(long cost) {
        return level >= Math.min(cost, burst);
    }

    /** When {@link #has} will be so if nobody takes any, not before the last {@link #fill}. */
    public long dueNanos(long cost) {
        long missing = Math.min(cost, burst) - level;
        if (missing <= 0) {
            return filledNanos;
        }
        long seconds = Math.min(missing / rate, FAR_SECONDS);
        long rest = -Math.floorDiv(fraction - missing % rate * NANOS, rate);
        return filledNanos + seconds * NANOS + rest;
    }

    /** Takes tokens, on debt if there are too few. */
    public void take(long cost) {
        level -= cost;
    }

    /** Takes as many of these tokens as there are. */
    void takeUpTo(long cost) {
        level -= Math.max(0, Math.min(cost, level));
    }

    /** From now on other numbers hold. Level and debt stay; what is above the new burst goes. */
    public void change(long newRate, long newBurst, long nowNanos) {
        check(newRate, newBurst);
        fill(nowNanos, 0);
        takeBack();
        rate = newRate;
        burst = newBurst;
        if (level >= burst) {
            cap(burst);
        }
    }

    /** Sets tokens aside for {@link #takeFree} if there is plenty. */
    void setAside() {
        if (aside == 0 && level >= burst / PLENTY) {
            aside = burst / ASIDE;
            level -= aside;
            free = aside;
        }
    }

    /** What is left of the tokens set aside is here again; after a {@link #fill}, for the bucket was smaller until then. */
    void takeBack() {
        if (aside > 0) {
            aside = 0;
            level += FREE.getAndSet(this, 0);
            dropFraction();
        }
    }

    /** Takes tokens that were set aside, if there are so many. From any thread. */
    boolean takeFree(long cost) {
        long there = free;
        while (there >= cost) {
            if (FREE.compareAndSet(this, there, there - cost)) {
                return true;
            }
            there = free;
        }
        return false;
    }

    /** Brings tokens back that were taken; what does not fit into it is lost. */
    void giveBack(long cost) {
        level = Math.min(level + cost, Math.max(level, burst - aside));
        dropFraction();
    }

    /** A full bucket has no part of a further token. */
    private void dropFraction() {
        if (level >= burst - aside) {
            fraction = 0;
        }
    }

    /** Forgives debt beyond so many tokens. */
    void limitDebt(long most) {
        level = Math.max(level, -most);
    }

    /** Whether it holds as much as it can, so that a new one would be the same. */
    boolean isFull() {
        return level >= burst;
    }

    /** Tokens per second. */
    public long rate() {
        return rate;
    }

    /** Tokens kept at most. */
    long burst() {
        return burst;
    }

    /** Whole tokens as of the last {@link #fill}; below zero for debt. */
    public long level() {
        return level;
    }

    /** What there is beyond whole tokens, in billionths. */
    long fraction() {
        return fraction;
    }
}
