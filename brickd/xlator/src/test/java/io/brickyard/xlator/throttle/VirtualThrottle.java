package io.brickyard.xlator.throttle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.type.Gfid;

/** A scheduler on virtual time, whose timer is never late. */
final class VirtualThrottle {
    static final long MAX_WAIT_NANOS = 10_000_000_000L;
    static final int MOST_CALLS = 50_000;

    private final List<Passed> passed = new ArrayList<>();
    private final Scheduler scheduler;
    private long now;
    private long ids;

    VirtualThrottle() {
        this(MAX_WAIT_NANOS, MOST_CALLS);
    }

    VirtualThrottle(long maxWaitNanos, int mostCalls) {
        scheduler = new Scheduler(maxWaitNanos, mostCalls, Long.MAX_VALUE, this::passes);
    }

    /** A ticket that passed. */
    record Passed(Flow flow, long cost, long atNanos) {}

    /** A ticket of any cost. */
    private static final class Sample extends Ticket {
        private final Flow of;
        private final long cost;

        Sample(Flow of, long cost, boolean free, long now) {
            super(Fop.READ, 0, free, now);
            this.of = of;
            this.cost = cost;
        }

        @Override
        long cost(Unit unit) {
            return cost;
        }

        @Override
        long heldBytes() {
            return 1;
        }

        @Override
        boolean touches(Gfid gfid) {
            return false;
        }
    }

    private void passes(Ticket ticket) {
        Sample sample = (Sample) ticket;
        passed.add(new Passed(sample.of, sample.cost, now));
    }

    /** A gate with a full bucket. */
    Gate gate(long rate, long burst) {
        return new Gate(new Bucket(rate, burst, now), Unit.TOKENS, 0, ++ids);
    }

    /** The only share of a gate. */
    Share share(Gate gate) {
        return new Share(gate);
    }

    /** A flow through gates. */
    Flow flow(Payer client, Share... path) {
        return new Flow(client, List.of(path), List.of(new RuleCount("all", Unit.TOKENS, now)), ++ids);
    }

    /** A call arrives. */
    boolean offer(Flow flow, long cost) {
        return offer(new Sample(flow, cost, false, now));
    }

    /** A reply arrives that may be held back. */
    boolean offerFree(Flow flow) {
        return offer(new Sample(flow, 0, true, now));
    }

    private boolean offer(Sample sample) {
        boolean goes = scheduler.offer(sample, sample.of, now);
        if (goes) {
            passes(sample);
        }
        return goes;
    }

    /** Time goes on; the timer fires exactly when it should. */
    void advance(long nanos) {
        long end = now + nanos;
        while (scheduler.waitingCalls() > 0 && scheduler.nextNanos() <= end) {
            now = Math.max(now, scheduler.nextNanos());
            scheduler.release(now);
        }
        now = end;
    }

    /** A call of a flow that passed cost so much less. */
    void giveBack(Flow flow, long tokens) {
        scheduler.giveBack(flow, unit -> tokens, now);
    }

    /** Whatever waits of a flow goes away. */
    void dropAll(Flow flow) {
        while (!flow.queue().isEmpty()) {
            scheduler.drop(flow.queue().head(), now);
        }
    }

    /** Whatever waits of a flow passes on debt. */
    void forceAll(Flow flow) {
        while (!flow.queue().isEmpty()) {
            scheduler.force(flow.queue().head(), now);
        }
    }

    Scheduler scheduler() {
        return scheduler;
    }

    long now() {
        return now;
    }

    List<Passed> passed() {
        return passed;
    }

    List<Long> costs() {
        return passed.stream().map(Passed::cost).toList();
    }

    /** How many calls of a flow passed. */
    int count(Flow flow) {
        return (int) passed.stream().filter(one -> Objects.equals(one.flow(), flow)).count();
    }

    RuleFigures figures(Flow flow) {
        return flow.counts().getFirst().figures(now);
    }

    /** Forgets what passed. */
    void clear() {
        passed.clear();
    }
}
