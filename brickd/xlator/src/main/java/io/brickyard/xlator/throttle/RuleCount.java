package io.brickyard.xlator.throttle;

import org.jspecify.annotations.Nullable;

/** What one class of a policy has let pass and held back. Guarded by whoever guards the scheduler. */
final class RuleCount {
    private static final long WINDOW_NANOS = 1_000_000_000L;

    private final String name;
    private final Unit unit;
    private long admitted;
    private long admittedCost;
    private int queuedCalls;
    private long queuedBytes;
    private long waits;
    private long overruns;
    private long urgent;
    private @Nullable Waits waitTimes;
    private long windowNanos;
    private long windowCost;
    private long lastCost;
    private long lastNanos;

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
        return admittedCost;
    }

    void passed(Ticket ticket, long nowNanos) {
        if (ticket.isFree()) {
            return;
        }
        long cost = ticket.cost(unit);
        admitted++;
        add(cost);
        roll(nowNanos);
        windowCost += cost;
    }

    /** Something passed that cost so much. */
    void add(long cost) {
        admittedCost += cost;
    }

    private void roll(long nowNanos) {
        long elapsed = nowNanos - windowNanos;
        if (elapsed >= WINDOW_NANOS) {
            lastCost = windowCost;
            lastNanos = elapsed;
            windowCost = 0;
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
        double perSecond = lastNanos == 0 ? 0 : lastCost * 1e9 / lastNanos;
        return new RuleFigures(admitted, admittedCost, unit, queuedCalls, queuedBytes, waits, overruns, urgent,
                waitTimes == null ? Waits.NONE : waitTimes.counts(), perSecond);
    }
}
