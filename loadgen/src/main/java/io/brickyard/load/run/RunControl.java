package io.brickyard.load.run;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Tells all jobs of a run to end. */
public final class RunControl {
    private final List<Thread> waiters = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    /** Every job ends as soon as the I/Os that are under way have ended. */
    public void stop() {
        stopped = true;
        waiters.forEach(LockSupport::unpark);
    }

    public boolean stopped() {
        return stopped;
    }

    void wakeOnStop(Thread thread) {
        waiters.add(thread);
    }
}
