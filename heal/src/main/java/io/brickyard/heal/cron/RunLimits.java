package io.brickyard.heal.cron;

import io.brickyard.heal.run.Pace;

/** The end of a run: after some time, or when somebody asks for it. Thread-safe. */
public final class RunLimits implements Pace {
    private final long startNanos;
    private final long maxNanos;
    private volatile boolean interrupted;

    /**
     * From now on.
     *
     * @param nowNanos by System.nanoTime
     * @param maxNanos how long it may last; Long.MAX_VALUE: as long as it takes
     */
    public RunLimits(long nowNanos, long maxNanos) {
        this.startNanos = nowNanos;
        this.maxNanos = maxNanos;
    }

    /** Ends the run at the next step. */
    public void interrupt() {
        interrupted = true;
    }

    /** Whether somebody asked for the end. */
    public boolean wasInterrupted() {
        return interrupted;
    }

    @Override
    public void rest() {
        // as fast as it can
    }

    @Override
    public boolean mustStop() {
        return interrupted || System.nanoTime() - startNanos >= maxNanos;
    }
}
