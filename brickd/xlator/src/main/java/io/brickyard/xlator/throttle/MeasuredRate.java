package io.brickyard.xlator.throttle;

import io.brickyard.xlator.throttle.policy.Rate;

/**
 * Measures what a brick can do by the work that it does; knows no thread and no clock.
 *
 * <p>The brick can do what it gets done per second while it has more to do than it can work on at a time. That there is a
 * queue below the throttle is told from how long calls take there, per token of their cost: twice as long as without a
 * queue, and at least two of them at a time, without a pause. How long they take without a queue is seen when there is
 * little to do, and else tried every half a minute, or when they take longer although the queue cannot be there any more:
 * calls come half as fast as they get done until whatever queue there is is gone.
 *
 * <p>Promises: the rate stays within its bounds, is the highest until a queue was seen, follows a brick that becomes slower
 * at the next look and one that becomes faster by 3 % a look while all of the rate is used. Once a queue is gone it is
 * what the brick was found to do. The queue in the brick stays short, so that classes wait where their weights and
 * guarantees are looked at.
 */
final class MeasuredRate {
    /** Between looks. */
    static final long LOOK_NANOS = 250_000_000L;

    private static final double QUEUED = 2;
    private static final double BUSY = 2;
    private static final double RESTLESS = 0.9;
    private static final double BELOW_CAPACITY = 0.97;
    private static final double LEAST_PART = 0.5;
    private static final double GROWTH = 1.03;
    private static final double USED = 0.9;
    private static final double NANOS = 1e9;
    private static final int MOST_TRIAL_LOOKS = 40;
    private static final int LOOKS_BETWEEN_TRIALS = 120;
    /** A queue that does not get shorter for so many looks is none: the brick has become slower. */
    private static final int STALE_LOOKS = 6;

    private final double least;
    private final double most;
    private double rate;
    /** What it got done when there last was a queue; 0 before that. */
    private double capacity;
    private double unqueued;
    private int age;
    private int queuedLooks;
    private int trialLooks;
    private double afterTrial;
    private double perTokenBefore;
    private double speedBefore;

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
     * @param calls how many calls that were
     * @param underWay how many are in the brick now
     * @param sojournNanos how long the calls that got done were in the brick, all together
     * @param busyNanos how long since the last look there was any call in it
     * @param elapsedNanos since the last look
     */
    void look(long done, long calls, long underWay, long sojournNanos, long busyNanos, long elapsedNanos) {
        if (done <= 0 || calls <= 0 || busyNanos <= 0) {
            return;
        }
        double perToken = (double) sojournNanos / done;
        double speed = done * NANOS / busyNanos;
        double atATime = (double) sojournNanos / busyNanos;
        // A queue that stays leaves the brick no rest; calls that come in bunches, to a disk with a cap, do.
        boolean mayQueue = atATime >= BUSY && busyNanos >= elapsedNanos * RESTLESS;
        if (trialLooks > 0) {
            trialLooks--;
            if (trialLooks == 0) {
                learn(perToken);
                rate = perTokenBefore > perToken * QUEUED ? bounded(speedBefore * BELOW_CAPACITY) : afterTrial;
            }
            return;
        }
        age++;
        if (!mayQueue) {
            if (unqueued == 0 || perToken < unqueued || age >= LOOKS_BETWEEN_TRIALS) {
                learn(perToken);
            }
        } else if (unqueued == 0 || age >= LOOKS_BETWEEN_TRIALS || queuedLooks >= STALE_LOOKS) {
            afterTrial = rate;
            perTokenBefore = perToken;
            speedBefore = speed;
            // What takes d to get done is gone after 2 d if half as much comes; in the look after that none is left.
            trialLooks = (int) Math.min(MOST_TRIAL_LOOKS, 2 + 2 * underWay * busyNanos / calls / LOOK_NANOS);
            rate = bounded(speed / 2);
            return;
        } else if (perToken > unqueued * QUEUED) {
            queuedLooks++;
            // A moment's slowness is not all that the brick can do; if it stays slow, so it is soon.
            capacity = Math.max(speed, (capacity + speed) / 2);
            // So much less than it gets done that what is too much in it is gone by the next look.
            double tooMany = underWay - QUEUED * unqueued * done / busyNanos;
            double part = 1 - tooMany * busyNanos / ((double) calls * LOOK_NANOS);
            rate = bounded(speed * Math.clamp(part, LEAST_PART, BELOW_CAPACITY));
            return;
        }
        queuedLooks = 0;
        if (rate < capacity * BELOW_CAPACITY) {
            rate = bounded(capacity * BELOW_CAPACITY);
        } else if (done * NANOS / elapsedNanos >= rate * USED) {
            rate = bounded(rate * GROWTH);
        }
    }

    private void learn(double perToken) {
        unqueued = perToken;
        age = 0;
        queuedLooks = 0;
    }

    private double bounded(double wanted) {
        return Math.clamp(wanted, least, most);
    }
}
