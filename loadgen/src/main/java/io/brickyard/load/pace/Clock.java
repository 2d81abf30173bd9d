package io.brickyard.load.pace;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Time, real or made up. */
public interface Clock {
    /** Nanoseconds since any fixed moment. */
    long nanos();

    /** Returns when it is so late, or as soon as there is a reason to give up; a thread can be woken to look again. */
    void waitUntil(long nanos, BooleanSupplier giveUp);

    /** The time of this machine. */
    Clock REAL = new Clock() {
        // To park for less is not worth it.
        private static final long AWAKE_NANOS = 2_000;
        private static final long LONGEST_PARK_NANOS = 50_000_000;

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void waitUntil(long nanos, BooleanSupplier giveUp) {
            while (true) {
                long left = nanos - System.nanoTime();
                if (left <= 0 || giveUp.getAsBoolean()) {
                    return;
                }
                if (left > AWAKE_NANOS) {
                    LockSupport.parkNanos(this, Math.min(left - AWAKE_NANOS, LONGEST_PARK_NANOS));
                } else {
                    Thread.onSpinWait();
                }
            }
        }
    };
}
