package io.brickyard.xlator.throttle;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A bucket and those who wait for its tokens. Shares take turns by weight and cost, the flows in a share by cost. Whose
 * turn it is is waited for: a small call of another never takes the tokens that a large one saves up for.
 */
final class Gate {
    /** So late may a timer be without loss of tokens. */
    static final long LATE_NANOS = 250_000_000;

    private static final long NANOS = 1_000_000_000L;

    private final Bucket bucket;
    private final Unit unit;
    private final long lateNanos;
    private final @Nullable BrickWork work;
    private final long id;
    private final List<Share> shares = new ArrayList<>(1);
    private double virtual;

    /** When it can let somebody pass; means something while it is in the scheduler's order. */
    long dueNanos;
    /** Whether it is in the scheduler's order. */
    boolean ordered;

    /**
     * A gate at which nobody waits.
     *
     * @param unit that the bucket counts in
     * @param lateNanos what came while the timer was late for somebody is kept up to so much; 0 for a timer that never is
     * @param id unique
     */
    Gate(Bucket bucket, Unit unit, long lateNanos, long id) {
        this(bucket, unit, lateNanos, id, null);
    }

    /** The same, at which one waits as well for room where {@code work} is done. */
    Gate(Bucket bucket, Unit unit, long lateNanos, long id, @Nullable BrickWork work) {
        this.bucket = bucket;
        this.unit = unit;
        this.lateNanos = lateNanos;
        this.id = id;
        this.work = work;
    }

    Bucket bucket() {
        return bucket;
    }

    Unit unit() {
        return unit;
    }

    long id() {
        return id;
    }

    double virtual() {
        return virtual;
    }

    /** A share had its turn, or passed out of turn by its own tokens: time goes on to the first turn that is left. */
    void advance(double turn) {
        virtual = Math.max(virtual, shares.isEmpty() ? turn : Math.min(turn, firstShare().start));
    }

    /** Tokens now; below zero for debt. */
    long level(long nowNanos) {
        fill(nowNanos);
        return bucket.level();
    }

    private void fill(long nowNanos) {
        bucket.fill(nowNanos, shares.isEmpty() ? 0 : bucket.rate() * lateNanos / NANOS);
        bucket.takeBack();
    }

    /** Whether nothing may go in now whatever tokens there are. From any thread. */
    boolean isFull() {
        return work != null && work.isFull();
    }

    /** Whether there are tokens and room for a ticket of a flow that does not wait here. */
    boolean hasRoom(Ticket ticket, Share share, long nowNanos) {
        if (isFull() && !ticket.isFree()) {
            return false;
        }
        fill(nowNanos);
        return bucket.has(ticket.cost(unit)) || share.covers(ticket, nowNanos);
    }

    /** Whether a ticket of a flow that does not wait here may pass now: it has tokens, and its turn is before others'. */
    boolean admits(Ticket ticket, Flow flow, int place, long nowNanos) {
        Share share = flow.path().get(place);
        if (shares.isEmpty() || precedes(flow, place, share)) {
            return hasRoom(ticket, share, nowNanos);
        }
        return share.isEmpty() && !isFull() && share.covers(ticket, nowNanos);
    }

    private boolean precedes(Flow flow, int place, Share share) {
        Share first = firstShare();
        if (share.isEmpty()) {
            return share.nextTurn() < first.start;
        }
        return first.equals(share) && flow.turn(place) - share.first().start < 0;
    }

    /** Takes the tokens of a ticket that passes. */
    void charge(Ticket ticket, Flow flow, int place, long nowNanos) {
        fill(nowNanos);
        long cost = ticket.cost(unit);
        bucket.take(cost);
        long turn = flow.waitsAt == place ? flow.start : flow.turn(place);
        flow.passed(place, turn, cost);
        flow.path().get(place).charge(ticket, turn, cost);
        if (work != null && !ticket.isFree()) {
            work.enter();
            ticket.entered = work;
        }
        if (shares.isEmpty()) {
            bucket.setAside();
        }
    }

    /** So many of the tokens that were taken were not needed. */
    void giveBack(long tokens, long nowNanos) {
        fill(nowNanos);
        bucket.giveBack(tokens);
    }

    /** A flow takes its place. */
    void add(Flow flow, int place, long nowNanos) {
        fill(nowNanos);
        Share share = flow.path().get(place);
        flow.start = flow.turn(place);
        flow.waitsAt = place;
        if (share.isEmpty()) {
            share.add(flow);
            shares.add(share);
        } else {
            share.add(flow);
        }
        if (work != null) {
            work.awaitsRoom(nowNanos);
        }
    }

    /** A flow gives up its place. */
    void remove(Flow flow) {
        Share share = flow.path().get(flow.waitsAt);
        share.remove(flow);
        flow.waitsAt = Flow.NOWHERE;
        if (share.isEmpty()) {
            shares.remove(share);
        }
    }

    boolean hasWaiters() {
        return !shares.isEmpty();
    }

    /** The flow whose first ticket may pass now; null if none may. */
    @Nullable
    Flow next(long nowNanos) {
        if (work != null && !shares.isEmpty() && work.awaitsRoom(nowNanos)) {
            return null;
        }
        for (Share share : shares) {
            if (share.covers(share.first().queue().head(), nowNanos)) {
                return share.first();
            }
        }
        if (shares.isEmpty()) {
            return null;
        }
        fill(nowNanos);
        Flow first = firstShare().first();
        return bucket.has(first.queue().head().cost(unit)) ? first : null;
    }

    private Share firstShare() {
        Share first = shares.getFirst();
        for (Share share : shares) {
            if (share.start < first.start) {
                first = share;
            }
        }
        return first;
    }

    /** Whether those who wait are waiting for room, and not for a time. */
    boolean awaitsRoom() {
        return work != null && work.isAwaited();
    }

    /** When {@link #next} will find one; somebody must wait, and not for room. */
    long nextNanos() {
        long due = bucket.dueNanos(firstShare().first().queue().head().cost(unit));
        for (Share share : shares) {
            if (share.floor() != null) {
                long covered = share.coverNanos(share.first().queue().head());
                due = covered - due < 0 ? covered : due;
            }
        }
        return due;
    }
}
