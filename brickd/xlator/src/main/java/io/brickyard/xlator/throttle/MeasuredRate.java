package io.brickyard.xlator.throttle;

import io.brickyard.xlator.throttle.policy.Rate;

/**
 * Measures what a brick can do by the work that it does; knows no thread and no clock.
 *
 * <p>The brick can do what it gets done per second while as many calls are in it as may be and others wait for them. The rate
 * is a quarter more than that, so that it is those waiting for room, and not tokens, that keep the brick from having too much.
 *
 * <p>Promises: the rate stays within its bounds, is the highest until somebody had to wait, follows a brick that becomes
 * slower by half of the difference a look, and one that becomes faster at the next look.
 */
final class MeasuredRate {
    /** Between looks. */
    static final long LOOK_NANOS = 250_000_000L;

    /** For so much of a look somebody must have waited for room. */
    private static final double FULL = 0.9;
    private static final double HEADROOM = 1.25;
    private static final double USED = 0.9;
    private static final double NANOS = 1e9;

    private final double least;
    private final double most;
    private double rate;
    /** What it got done when somebody last waited for room; 0 before that. */
    private double capacity;

    /** Begins with the highest rate. */
    MeasuredRate(Rate least, Rate most) {
        this.least = (double) least.perSecond();
        this.most = (double) most.perSecond();
        this.rate = this.most;
    }

    /** As of now, in tokens per second. */
    long rate() {
        return Math.round(rate);
    }

    /**
     * A look at the brick.
     *
     * @param done what got done since the last look, in tokens
     * @param fullNanos how long since the last look somebody waited for room in it
     * @param elapsedNanos since the last look
     */
    void look(long done, long fullNanos, long elapsedNanos) {
        if (done <= 0) {
            return;
        }
        double speed = done * NANOS / elapsedNanos;
        if (fullNanos >= elapsedNanos * FULL) {
            // A moment's slowness is not all that the brick can do; if it stays slow, so it is soon.
            capacity = Math.max(speed, (capacity + speed) / 2);
            rate = bounded(capacity * HEADROOM);
        } else if (speed >= rate * USED) {
            rate = bounded(rate * HEADROOM);
        }
    }

    private double bounded(double wanted) {
        return Math.clamp(wanted, least, most);
    }
}
