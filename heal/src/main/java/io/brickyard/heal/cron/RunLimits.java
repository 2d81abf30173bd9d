package io.brickyard.heal.cron;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.brickyard.heal.pace.SendRate;
import io.brickyard.heal.run.Pace;

/** How fast a run may go, and its end: after some time, or when somebody asks for it. Thread-safe. */
public final class RunLimits implements Pace {
    private static final long LONGEST_NAP_NANOS = 1_000_000_000L;

    private final long startNanos;
    private final long maxNanos;
    private final Optional<SendRate> rate;
    private final CountDownLatch interruption = new CountDownLatch(1);
    private int resting;
    private long restingSince;
    private long restedNanos;

    /**
     * From now on.
     *
     * @param nowNanos by System.nanoTime
     * @param maxNanos how long it may last; Long.MAX_VALUE: as long as it takes
     * @param rate how much may be sent; empty for as much as bricks take
     */
    public RunLimits(long nowNanos, long maxNanos, Optional<SendRate> rate) {
        this.startNanos = nowNanos;
        this.maxNanos = maxNanos;
        this.rate = rate;
    }

    /** How much may be sent. */
    public Optional<SendRate> rate() {
        return rate;
    }

    /** Ends the run at the next step. */
    public void interrupt() {
        interruption.countDown();
    }

    /** Whether somebody asked for the end. */
    public boolean wasInterrupted() {
        return interruption.getCount() == 0;
    }

    /** Waits for the rate, but not beyond the end of the run. */
    @Override
    public void rest() {
        boolean rested = false;
        for (long pause = restNanos(); pause > 0 && !mustStop(); pause = restNanos()) {
            if (!rested) {
                rested = true;
                beginRest();
            }
            nap(Math.min(Math.min(pause, LONGEST_NAP_NANOS), maxNanos - (System.nanoTime() - startNanos)));
        }
        if (rested) {
            endRest();
        }
    }

    private synchronized void beginRest() {
        if (resting++ == 0) {
            restingSince = System.nanoTime();
        }
    }

    private synchronized void endRest() {
        if (--resting == 0) {
            restedNanos += System.nanoTime() - restingSince;
        }
    }

    private void nap(long nanos) {
        try {
            interruption.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupt();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long restNanos() {
        return rate.isPresent() ? rate.get().pauseNanos() : 0;
    }

    @Override
    public boolean slows() {
        return rate.isPresent();
    }

    /** How long the run has worked: without the time in which any of its workers waited for the rate. */
    public synchronized long workedNanos() {
        long now = System.nanoTime();
        return now - startNanos - restedNanos - (resting > 0 ? now - restingSince : 0);
    }

    @Override
    public boolean mustStop() {
        return wasInterrupted() || System.nanoTime() - startNanos >= maxNanos;
    }
}
