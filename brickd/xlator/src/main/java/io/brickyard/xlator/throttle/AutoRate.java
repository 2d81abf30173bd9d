package io.brickyard.xlator.throttle;

import io.brickyard.xlator.throttle.policy.Rule;

/**
 * Finds the rate of a class by what users experience; knows no thread and no clock.
 *
 * <p>Promises: the rate stays within its bounds. It goes down, by as much as users wait too long but at most to a half, with
 * each look at which they do; it goes up by a quarter when they wait well less and the class uses what it has. Without users
 * it is the highest within two seconds. Users who wait too long at the lowest rate, look after look, cannot be helped by it.
 */
public final class AutoRate {
    /** So many calls of users are enough for a look: of half as many the 99th part says little about all that come. */
    public static final long ENOUGH_CALLS = 1000;
    /** With fewer, a look is taken after so long. */
    public static final long LONGEST_NANOS = 5_000_000_000L;
    /** Looks are not taken sooner after one another, so that the last one's rate shows. */
    public static final long SHORTEST_NANOS = 250_000_000L;
    /** Without a call of users for so long there are none. */
    static final long ABSENT_NANOS = 1_500_000_000L;

    private static final double LEAST_CUT = 0.5;
    private static final double MOST_CUT = 0.95;
    private static final double GROWTH = 1.25;
    private static final double COMFORT = 0.8;
    private static final double USED = 0.7;
    private static final int HOPELESS_LOOKS = 4;
    private static final double NANOS = 1e9;

    private final Rule.Auto rule;
    private double rate;
    private int hopeless;

    /** Begins with the highest rate. */
    public AutoRate(Rule.Auto rule) {
        this.rule = rule;
        this.rate = highest();
    }

    private double highest() {
        return (double) rule.most().perSecond();
    }

    private double lowest() {
        return (double) rule.least().perSecond();
    }

    /** The rate as of now, in tokens per second. */
    public long rate() {
        return Math.round(rate);
    }

    /** Whether users wait too long although the class has the lowest rate. */
    public boolean isUnattainable() {
        return hopeless >= HOPELESS_LOOKS;
    }

    /** There are no users. */
    public void absent() {
        rate = highest();
        hopeless = 0;
    }

    /**
     * A look at users.
     *
     * @param p99Nanos what 99 of 100 of their calls did not exceed since the last look
     * @param used tokens that the class has used since
     * @param elapsedNanos since then
     */
    public void look(long p99Nanos, long used, long elapsedNanos) {
        double speed = (double) used * NANOS / Math.max(1, elapsedNanos);
        double ratio = (double) rule.targetNanos() / Math.max(1, p99Nanos);
        if (ratio < 1) {
            hopeless = rate <= lowest() ? hopeless + 1 : 0;
            // From what it used, for a rate that it does not reach takes nothing from anybody.
            double from = Math.min(rate, Math.max(speed, lowest()));
            rate = Math.max(lowest(), from * Math.clamp(ratio, LEAST_CUT, MOST_CUT));
        } else {
            hopeless = 0;
            if (ratio > 1 / COMFORT && speed >= rate * USED) {
                rate = Math.min(highest(), rate * GROWTH);
            }
        }
    }
}
