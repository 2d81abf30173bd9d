package io.brickyard.xlator.throttle;

import java.util.Comparator;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import io.brickyard.xlator.throttle.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Decides which tickets pass when; knows no thread and no clock, and its caller locks.
 *
 * <p>Promises: a ticket passes at once if every gate of its flow has tokens for it and nobody waits before it. Tickets of
 * one flow pass in the order in which they came. What waits passes in batches, from all gates, as tokens come. Nothing
 * waits longer than a bound: then it passes on debt, and so does the oldest of a client for which too much waits. A ticket
 * that passes is charged at all gates of its flow, one that leaves otherwise at none; what it turns out not to have needed
 * may be given back. Each step takes time that grows with the logarithm of what waits.
 */
final class Scheduler {
    private static final Comparator<Gate> BY_DUE = (a, b) -> a.dueNanos == b.dueNanos ? Long.compare(a.id(), b.id())
            : Long.signum(a.dueNanos - b.dueNanos);

    private static final long NANOS = 1_000_000_000L;

    private final Consumer<Ticket> passes;
    private final TreeSet<Gate> order = new TreeSet<>(BY_DUE);
    private final TicketList waiting = new TicketList(TicketList.ALL);
    private final int mostCalls;
    private final long mostBytes;
    private long maxWaitNanos;
    private int waitingCalls;
    private long waitingBytes;

    /**
     * Nothing waits yet.
     *
     * @param maxWaitNanos how long a ticket waits at most
     * @param mostCalls how many tickets of one client wait at most
     * @param mostBytes how much memory they hold at most
     * @param passes takes each ticket that waited and passes now
     */
    Scheduler(long maxWaitNanos, int mostCalls, long mostBytes, Consumer<Ticket> passes) {
        this.maxWaitNanos = maxWaitNanos;
        this.mostCalls = mostCalls;
        this.mostBytes = mostBytes;
        this.passes = passes;
    }

    /** From now on a ticket waits so long at most. */
    void setMaxWait(long nanos) {
        maxWaitNanos = nanos;
    }

    /** Lets a ticket pass, which is true, or wait. Others that wait may be pushed out for it. */
    boolean offer(Ticket ticket, Flow flow, long nowNanos) {
        if (flow.queue().isEmpty() && obstacle(ticket, flow, Flow.NOWHERE, nowNanos) == Flow.NOWHERE) {
            charge(ticket, flow, nowNanos);
            return true;
        }
        add(ticket, flow, nowNanos);
        Payer client = flow.client();
        while (client.waitingCalls() > mostCalls || client.waitingBytes() > mostBytes) {
            overrun(Objects.requireNonNull(client.waiting().first()), nowNanos);
        }
        return false;
    }

    /** The same, but that with a policy that only observes all pass. */
    boolean offer(Ticket ticket, Flow flow, Policy.Mode mode, long nowNanos) {
        if (mode == Policy.Mode.OBSERVE) {
            observe(ticket, flow, nowNanos);
            return true;
        }
        return offer(ticket, flow, nowNanos);
    }

    /** Charges a ticket that does not wait, whatever tokens there are. */
    void charge(Ticket ticket, Flow flow, long nowNanos) {
        ticket.charged = flow;
        for (int place = 0; place < flow.path().size(); place++) {
            flow.path().get(place).gate().charge(ticket, flow, place, nowNanos);
        }
        for (RuleCount count : flow.counts()) {
            count.passed(ticket, nowNanos);
        }
    }

    /**
     * A call of a flow cost less than it was charged for, which lets others pass sooner.
     *
     * @param less by how many tokens, in each unit
     */
    void giveBack(Flow flow, ToLongFunction<Unit> less, long nowNanos) {
        for (Share share : flow.path()) {
            Gate gate = share.gate();
            gate.giveBack(less.applyAsLong(gate.unit()), nowNanos);
            reorder(gate);
        }
        for (RuleCount count : flow.counts()) {
            count.add(0, -less.applyAsLong(count.unit()));
        }
        release(nowNanos);
    }

    /** Charges a ticket that passes anyway, and counts how long it would have had to wait. */
    void observe(Ticket ticket, Flow flow, long nowNanos) {
        long due = nowNanos;
        for (Share share : flow.path()) {
            Gate gate = share.gate();
            if (!gate.hasRoom(ticket, share, nowNanos)) {
                long freed = gate.bucket().dueNanos(ticket.cost(gate.unit()));
                due = freed - due > 0 ? freed : due;
            }
        }
        charge(ticket, flow, nowNanos);
        for (Share share : flow.path()) {
            Bucket bucket = share.gate().bucket();
            bucket.limitDebt(bucket.rate() * (maxWaitNanos / NANOS));
        }
        if (due - nowNanos > 0) {
            for (RuleCount count : flow.counts()) {
                count.waited(due - nowNanos);
            }
        }
    }

    private void add(Ticket ticket, Flow flow, long nowNanos) {
        ticket.flow = flow;
        boolean first = flow.queue().isEmpty();
        flow.queue().add(ticket);
        flow.client().add(ticket);
        waiting.add(ticket);
        waitingCalls++;
        waitingBytes += ticket.heldBytes();
        flow.counts().forEach(count -> count.queued(1, ticket.heldBytes()));
        if (first) {
            flow.waits = true;
            stand(flow, Flow.NOWHERE, nowNanos);
        }
    }

    private Flow leave(Ticket ticket) {
        Flow flow = Objects.requireNonNull(ticket.flow);
        ticket.flow = null;
        flow.queue().remove(ticket);
        flow.waits = !flow.queue().isEmpty();
        flow.client().remove(ticket);
        waiting.remove(ticket);
        waitingCalls--;
        waitingBytes -= ticket.heldBytes();
        flow.counts().forEach(count -> count.queued(-1, -ticket.heldBytes()));
        return flow;
    }

    /** The first gate, other than {@code except}, where a ticket would have to wait; NOWHERE if there is none. */
    private static int obstacle(Ticket ticket, Flow flow, int except, long nowNanos) {
        // Where orders differ between gates flows could move in circles: one that has moved often no more minds turns.
        boolean minds = flow.moves <= flow.path().size();
        for (int place = 0; place < flow.path().size(); place++) {
            Share share = flow.path().get(place);
            if (place != except && !(minds ? share.gate().admits(ticket, flow, place, nowNanos)
                    : share.gate().hasRoom(ticket, share, nowNanos))) {
                return place;
            }
        }
        return Flow.NOWHERE;
    }

    /** Places a flow whose first ticket waits: at {@code place}, or where its first obstacle is, or else at its first gate. */
    private void stand(Flow flow, int place, long nowNanos) {
        int found = place == Flow.NOWHERE ? obstacle(flow.queue().head(), flow, Flow.NOWHERE, nowNanos) : place;
        int at = Math.max(found, 0);
        Gate gate = flow.path().get(at).gate();
        gate.add(flow, at, nowNanos);
        reorder(gate);
    }

    private void giveUpPlace(Flow flow) {
        Gate gate = flow.path().get(flow.waitsAt).gate();
        gate.remove(flow);
        reorder(gate);
    }

    private void reorder(Gate gate) {
        if (gate.ordered) {
            order.remove(gate);
            gate.ordered = false;
        }
        if (gate.hasWaiters() && !gate.awaitsRoom()) {
            gate.dueNanos = gate.nextNanos();
            order.add(gate);
            gate.ordered = true;
        }
    }

    /** Lets all pass that can go by now, and what has waited too long. */
    void release(long nowNanos) {
        Gate gate = dueGate(nowNanos);
        while (gate != null) {
            serve(gate, nowNanos);
            gate = dueGate(nowNanos);
        }
        Ticket oldest = waiting.first();
        while (oldest != null && nowNanos - oldest.arrivedNanos() >= maxWaitNanos) {
            overrun(oldest, nowNanos);
            oldest = waiting.first();
        }
    }

    private @Nullable Gate dueGate(long nowNanos) {
        return !order.isEmpty() && order.first().dueNanos - nowNanos <= 0 ? order.first() : null;
    }

    private void serve(Gate gate, long nowNanos) {
        Flow flow = gate.next(nowNanos);
        while (flow != null) {
            int here = flow.waitsAt;
            Ticket ticket = flow.queue().head();
            int elsewhere = obstacle(ticket, flow, here, nowNanos);
            if (elsewhere == Flow.NOWHERE) {
                charge(ticket, flow, nowNanos);
                flow.moves = 0;
                gate.remove(flow);
                leave(ticket);
                waited(ticket, flow, nowNanos);
                if (!flow.queue().isEmpty()) {
                    stand(flow, Flow.NOWHERE, nowNanos);
                }
            } else {
                flow.moves++;
                gate.remove(flow);
                stand(flow, elsewhere, nowNanos);
            }
            flow = gate.next(nowNanos);
        }
        reorder(gate);
    }

    private void waited(Ticket ticket, Flow flow, long nowNanos) {
        for (RuleCount count : flow.counts()) {
            count.waited(nowNanos - ticket.arrivedNanos());
        }
        passes.accept(ticket);
    }

    private void overrun(Ticket ticket, long nowNanos) {
        Objects.requireNonNull(ticket.flow).counts().forEach(RuleCount::overrun);
        force(ticket, nowNanos);
    }

    /** Lets a ticket that waits pass now, on debt. */
    void force(Ticket ticket, long nowNanos) {
        Flow flow = Objects.requireNonNull(ticket.flow);
        takeOut(ticket, flow, () -> {
            charge(ticket, flow, nowNanos);
            flow.path().forEach(share -> reorder(share.gate()));
        }, nowNanos);
        waited(ticket, flow, nowNanos);
    }

    /** Takes a ticket out that shall not pass any more; it costs nothing. */
    void drop(Ticket ticket, long nowNanos) {
        takeOut(ticket, Objects.requireNonNull(ticket.flow), () -> {}, nowNanos);
    }

    private void takeOut(Ticket ticket, Flow flow, Runnable between, long nowNanos) {
        boolean first = flow.queue().isFirst(ticket);
        if (first) {
            giveUpPlace(flow);
        }
        between.run();
        leave(ticket);
        if (first && !flow.queue().isEmpty()) {
            stand(flow, Flow.NOWHERE, nowNanos);
        }
    }

    /** The bucket of a gate was changed. */
    void changed(Gate gate) {
        reorder(gate);
    }

    /** There is room behind a gate again for which somebody waited. */
    void roomAgain(Gate gate, long nowNanos) {
        reorder(gate);
        release(nowNanos);
    }

    /** All that waits, oldest first. */
    TicketList waiting() {
        return waiting;
    }

    /** How many tickets wait. */
    int waitingCalls() {
        return waitingCalls;
    }

    /** How much memory they hold. */
    long waitingBytes() {
        return waitingBytes;
    }

    /** When {@link #release} has something to do again; means nothing while nothing waits. */
    long nextNanos() {
        Ticket oldest = waiting.first();
        long bound = oldest == null ? Long.MAX_VALUE : oldest.arrivedNanos() + maxWaitNanos;
        return !order.isEmpty() && order.first().dueNanos - bound < 0 ? order.first().dueNanos : bound;
    }
}
