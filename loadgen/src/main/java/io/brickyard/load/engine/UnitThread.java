package io.brickyard.load.engine;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A thread for one unit. A completion that submits the unit again from this very thread only leaves it for the next round
 * of the loop: nothing is handed over, and the stack does not grow.
 */
final class UnitThread implements Runnable {
    private final EngineSettings settings;
    private final Thread thread;
    private volatile @Nullable IoUnit next;
    private volatile boolean ending;

    UnitThread(String name, EngineSettings settings) {
        this.settings = settings;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this);
    }

    void submit(IoUnit unit) {
        next = unit;
        if (!Thread.currentThread().equals(thread)) {
            LockSupport.unpark(thread);
        }
    }

    void end() {
        ending = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        ThreadUse before = ThreadUse.ofThisThread();
        serve();
        settings.uses().accept(ThreadUse.ofThisThread().since(before));
    }

    private void serve() {
        while (true) {
            IoUnit unit = next;
            if (unit != null) {
                next = null;
                unit.issueNanos = settings.clock().nanos();
                ((LocalFile) Objects.requireNonNull(unit.file)).perform(unit);
                unit.completion.completed(unit);
            } else if (ending) {
                return;
            } else {
                LockSupport.park(this);
            }
        }
    }
}
