package io.brickyard.xlator.throttle;

import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/** What one class of a policy has let pass, counted by any thread, and held back, guarded by whoever guards the scheduler. */
final class RuleCount {
    private static final long WINDOW_NANOS = 1_000_000_000L;

    private final String name;
    private final Unit unit;
    private final LongAdder admitted = new LongAdder();
    private final LongAdder admittedCost = new LongAdder();
    private int queuedCalls;
    private long queuedBytes;
    private long waits;
    private long overruns;
    private long urgent;
    private @Nullable Waits waitTimes;
    private long windowNanos;
    private long windowCost;
    private double perSecond;

    /** Of a class; costs are counted in {@code unit}. */
    RuleCount(String name, Unit unit, long nowNanos) {
        this.name = name;
        this.unit = unit;
        this.windowNanos = nowNanos;
    }

    String name() {
        return name;
    }

    Unit unit() {
        return unit;
    }

    /** What all that passed cost together. */
    long cost() {
        return admittedCost.sum();
    }

    void passed(Ticket ticket, long nowNanos) {
        if (!ticket.isFree()) {
            add(1, ticket.cost(unit));
            roll(nowNanos);
        }
    }

    /** So many passed that cost so much together. From any thread. */
    void add(long calls, long cost) {
        admitted.add(calls);
        admittedCost.add(cost);
    }

    private void roll(long nowNanos) {
        long elapsed = nowNanos - windowNanos;
        if (elapsed >= WINDOW_NANOS) {
            long cost = cost();
            // What was given back may have been charged before.
            perSecond = Math.max(0, cost - windowCost) * 1e9 / elapsed;
            windowCost = cost;
            windowNanos = nowNanos;
        }
    }

    void queued(int calls, long bytes) {
        queuedCalls += calls;
        queuedBytes += bytes;
    }

    void waited(long nanos) {
        Waits times = waitTimes;
        if (times == null) {
            times = new Waits();
            waitTimes = times;
        }
        waits++;
        times.add(nanos);
    }

    void overrun() {
        overruns++;
    }

    void urgent() {
        urgent++;
    }

    /** What was counted, as of now. */
    RuleFigures figures(long nowNanos) {
        roll(nowNanos);
        return new RuleFigures(admitted.sum(), cost(), unit, queuedCalls, queuedBytes, waits, overruns, urgent,
                waitTimes == null ? Waits.NONE : waitTimes.counts(), perSecond);
    }
}
