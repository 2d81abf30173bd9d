package io.brickyard.xlator.throttle;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/** The one thread of a throttle: wakes when the first bucket of all can let somebody pass. */
final class ThrottleTimer {
    /** What is due sooner goes in one batch: at most so often there is one. */
    private static final long QUANTUM_NANOS = 500_000;

    private final String name;
    private final ReentrantLock lock;
    private final Condition earlier;
    private final Scheduler scheduler;
    private final LongConsumer release;
    private @Nullable Thread thread;
    private long wakesNanos;
    private long tickNanos;
    private boolean sleeps;
    private boolean stopping;

    /** For a scheduler that {@code lock} guards; {@code release} is called without it. */
    ThrottleTimer(String name, ReentrantLock lock, Scheduler scheduler, LongConsumer release) {
        this.name = name;
        this.lock = lock;
        this.earlier = lock.newCondition();
        this.scheduler = scheduler;
        this.release = release;
    }

    /** Something may be due earlier than before; the caller has the lock. */
    void look() {
        if ((scheduler.waitingCalls() == 0 && tickNanos == 0) || stopping) {
            return;
        }
        if (thread == null) {
            thread = Thread.ofPlatform().daemon(true).name(name).start(this::run);
        } else if (sleeps && dueNanos(System.nanoTime()) - wakesNanos < 0) {
            earlier.signal();
        }
    }

    /** From now on it fires at least so often, even if nobody waits; 0 for no need. The caller has the lock. */
    void tickEvery(long nanos) {
        tickNanos = nanos;
        look();
    }

    private long dueNanos(long now) {
        long tick = now + (tickNanos == 0 ? Long.MAX_VALUE / 2 : tickNanos);
        return scheduler.waitingCalls() > 0 && scheduler.nextNanos() - tick < 0 ? scheduler.nextNanos() : tick;
    }

    private void run() {
        while (awaitDue()) {
            release.accept(System.nanoTime());
        }
    }

    private boolean awaitDue() {
        lock.lock();
        try {
            long began = System.nanoTime();
            long soonest = began + QUANTUM_NANOS;
            while (!stopping) {
                long now = System.nanoTime();
                wakesNanos = dueNanos(began);
                if (wakesNanos - soonest < 0) {
                    wakesNanos = soonest;
                }
                if (wakesNanos - now <= 0) {
                    return true;
                }
                sleeps = true;
                try {
                    earlier.awaitNanos(wakesNanos - now);
                } catch (InterruptedException nobodyMeansIt) {
                    // Nothing that runs here is meant to be interrupted: looks again.
                } finally {
                    sleeps = false;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread. */
    void stop() {
        lock.lock();
        try {
            stopping = true;
            earlier.signal();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Thread thread() {
        return thread;
    }
}
