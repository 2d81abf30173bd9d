package io.brickyard.heal.pace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.wire.fop.FopRequest;
import io.brickyard.xlator.throttle.AutoRate;
import io.brickyard.xlator.throttle.Bucket;
import io.brickyard.xlator.throttle.Unit;
import io.brickyard.xlator.throttle.policy.Rate;
import io.brickyard.xlator.throttle.policy.Rule;

/**
 * What one brick may be sent; knows no thread and no clock. A step that has begun takes what it needs, on debt, and the next
 * begins when the debt is paid: so nothing waits while it holds a lock on a block. In every time w a brick gets at most
 * rate · w, what comes in {@link Rule#DEFAULT_BURST_NANOS}, and the steps that are under way.
 */
final class BrickBudget {
    private final List<Purse> fixed = new ArrayList<>();
    private final Optional<Following> following;

    private record Purse(Unit unit, Bucket bucket) {
        static Purse of(Rate rate, long nowNanos) {
            return new Purse(rate.unit(), new Bucket(rate.perSecond(),
                    rate.unit().burst(rate.perSecond(), Rule.DEFAULT_BURST_NANOS), nowNanos));
        }
    }

    /** A rate that follows what users experience. */
    private static final class Following {
        private final Purse purse;
        private final AutoRate rate;
        private long used;

        Following(Rule.Auto auto, long nowNanos) {
            this.purse = Purse.of(auto.most(), nowNanos);
            this.rate = new AutoRate(auto);
        }
    }

    /** With full buckets. */
    BrickBudget(List<Rate> rates, Optional<Rule.Auto> auto, long nowNanos) {
        rates.forEach(it -> fixed.add(Purse.of(it, nowNanos)));
        this.following = auto.map(it -> new Following(it, nowNanos));
    }

    /** A request is sent. */
    void spend(FopRequest request, long nowNanos) {
        for (Purse purse : fixed) {
            purse.bucket.fill(nowNanos, 0);
            purse.bucket.take(purse.unit.cost(request));
        }
        if (following.isPresent()) {
            Purse purse = following.get().purse;
            long cost = purse.unit.cost(request);
            purse.bucket.fill(nowNanos, 0);
            purse.bucket.take(cost);
            following.get().used += cost;
        }
    }

    /** When the next step may begin; not after now if it may at once. */
    long dueNanos(long nowNanos) {
        long due = nowNanos;
        for (Purse purse : fixed) {
            due = Math.max(due, due(purse, nowNanos));
        }
        return following.isPresent() ? Math.max(due, due(following.get().purse, nowNanos)) : due;
    }

    private static long due(Purse purse, long nowNanos) {
        purse.bucket.fill(nowNanos, 0);
        return purse.bucket.dueNanos(0);
    }

    /**
     * A look at what users experience of this brick.
     *
     * @param p99Nanos what 99 of 100 calls did not exceed since the last look
     * @param elapsedNanos since then
     */
    void look(long p99Nanos, long elapsedNanos, long nowNanos) {
        following.ifPresent(it -> {
            it.rate.look(p99Nanos, it.used, elapsedNanos);
            it.used = 0;
            long rate = Math.max(1, it.rate.rate());
            it.purse.bucket.change(rate, it.purse.unit.burst(rate, Rule.DEFAULT_BURST_NANOS), nowNanos);
        });
    }

    /** The rate that follows users; empty if there is none. */
    Optional<Rate> followed() {
        return following.map(it -> new Rate(Math.max(1, it.rate.rate()), it.purse.unit));
    }

    /** Whether users wait too long even at the lowest rate. */
    boolean isUnattainable() {
        return following.isPresent() && following.get().rate.isUnattainable();
    }
}
