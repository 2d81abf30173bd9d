package io.brickyard.brickd.net;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much one client has under way: calls without reply and the bytes that they and their replies hold. Once it is
 * full the connection reads no more until half of it is free again.
 */
final class Backlog {
    private static final long CLOSED = Long.MIN_VALUE;

    private final Limits limits;
    private final Budget budget;
    private final Outbound outbound;
    private final Runnable wake;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger parked = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean full;
    private volatile boolean awaited;

    Backlog(Limits limits, Budget budget, Outbound outbound, Runnable wake) {
        this.limits = limits;
        this.budget = budget;
        this.outbound = outbound;
        this.wake = wake;
    }

    void add(long callBytes) {
        calls.incrementAndGet();
        change(callBytes);
    }

    void remove(long callBytes) {
        change(-callBytes);
        calls.decrementAndGet();
        if (awaited) {
            wake.run();
        } else {
            wakeIfRoom();
        }
    }

    /** A call is held back by a translator that bounds what it holds: others may come meanwhile, heartbeats among them. */
    void park(long callBytes) {
        parked.incrementAndGet();
        change(-callBytes);
        wakeIfRoom();
    }

    /** It goes on. */
    void resume(long callBytes) {
        change(callBytes);
        parked.decrementAndGet();
    }

    /** Calls are done or replies written: whoever waits for that goes on. */
    void wakeIfRoom() {
        if (full && !exceeds(2)) {
            wake.run();
        }
    }

    private void change(long callBytes) {
        long before = bytes.getAndUpdate(held -> held == CLOSED ? CLOSED : held + callBytes);
        if (before != CLOSED) {
            budget.add(callBytes);
        }
    }

    /** The connection has ended: calls that never come back hold nothing any more. */
    void close() {
        long held = bytes.getAndSet(CLOSED);
        if (held != CLOSED) {
            budget.add(-held);
        }
    }

    /** Calls without reply. */
    int calls() {
        return calls.get();
    }

    /** Whether no more should be read; asked by the connection's own thread only. */
    boolean isFull() {
        boolean now = exceeds(full ? 2 : 1);
        full = now;
        return now;
    }

    /** Whether that may be for what others hold, so that nobody here says when it is over. */
    boolean isFullForOthers() {
        return budget.isTight();
    }

    private boolean exceeds(int divisor) {
        int pending = calls.get() - parked.get();
        long held = bytes.get() + outbound.queuedBytes();
        return pending > limits.maxPendingCalls() / divisor || held > limits.maxPendingBytes() / divisor
                || (budget.isTight() && (pending > 0 || held > 0 || budget.isSpent()));
    }

    /** Whether there are calls without reply. */
    boolean isEmpty() {
        return calls.get() == 0;
    }

    /** Whether calls are without reply; whoever asks is woken as they get fewer. */
    boolean hasPending() {
        awaited = true;
        return calls.get() > 0;
    }
}
