package io.brickyard.brickd.net;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much one client has under way: calls without reply and the bytes that they and their replies hold. Once it is
 * full the connection reads no more until half of it is free again.
 */
final class Backlog {
    private final Limits limits;
    private final Outbound outbound;
    private final Runnable wake;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean full;
    private volatile boolean awaited;

    Backlog(Limits limits, Outbound outbound, Runnable wake) {
        this.limits = limits;
        this.outbound = outbound;
        this.wake = wake;
    }

    void add(long callBytes) {
        calls.incrementAndGet();
        bytes.addAndGet(callBytes);
    }

    void remove(long callBytes) {
        bytes.addAndGet(-callBytes);
        calls.decrementAndGet();
        if (awaited || (full && !exceeds(2))) {
            wake.run();
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

    private boolean exceeds(int divisor) {
        return calls.get() > limits.maxPendingCalls() / divisor
                || bytes.get() + outbound.queuedBytes() > limits.maxPendingBytes() / divisor;
    }

    /** Whether calls are without reply; whoever asks is woken as they get fewer. */
    boolean hasPending() {
        awaited = true;
        return calls.get() > 0;
    }
}
