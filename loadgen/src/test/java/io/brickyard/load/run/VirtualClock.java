package io.brickyard.load.run;

import java.util.function.BooleanSupplier;

import io.brickyard.load.pace.Clock;

/** Time that only passes when somebody waits or works. */
final class VirtualClock implements Clock {
    private long now = 1_000;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void waitUntil(long nanos, BooleanSupplier giveUp) {
        now = Math.max(now, nanos);
    }

    void pass(long nanos) {
        now += nanos;
    }
}
