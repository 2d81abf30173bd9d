package io.brickyard.xlator.throttle;

import java.util.List;
import java.util.Optional;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Unwind;
import io.brickyard.xlator.throttle.policy.Policy;
import org.jspecify.annotations.Nullable;

/** What has a rate that is found rather than given, and when to look. Guarded by the throttle's lock, but for the counting. */
final class AutoRates {
    /** How often to see whether there is something to look at. */
    static final long TICK_NANOS = 125_000_000L;

    private final Foreground foreground = new Foreground();
    private final List<One> all;
    private final Optional<BrickWork> work;
    private final List<Gate> brick;
    private final long brickBurstNanos;
    private long lookedNanos;
    private long seenNanos;
    private long seenCalls;
    private long lastP99Nanos;

    /** One class: its rate, its gate and what it had used at the last look. */
    private static final class One {
        private final RuleState state;
        private final AutoRate rate;
        private long used;

        One(RuleState state, AutoRate rate) {
            this.state = state;
            this.rate = rate;
            this.used = state.count().cost();
        }

        long rate() {
            return Math.max(1, rate.rate());
        }

        long burst(Gate gate) {
            return gate.unit().burst(rate(), state.rule().burstNanos());
        }
    }

    /**
     * Of those classes that have such a rate, and of the brick if its rate is measured.
     *
     * @param brick its gate, if it has one
     * @param work what tells the brick's rate, if that is measured
     * @param before what was in force: what it found goes on to hold where the same is wanted
     */
    AutoRates(Policy policy, List<RuleState> rules, List<Gate> brick, Optional<BrickWork> work,
            Optional<AutoRates> before, long nowNanos) {
        this.brick = brick;
        this.brickBurstNanos = policy.brickBurstNanos();
        this.work = work;
        this.all = rules.stream().filter(state -> state.rule().auto().isPresent())
                .map(state -> new One(state, before.flatMap(old -> old.rateOf(state))
                        .orElseGet(() -> new AutoRate(state.rule().auto().get()))))
                .toList();
        this.lookedNanos = nowNanos;
        this.seenNanos = nowNanos;
        for (One one : all) {
            Gate gate = one.state.gates().getFirst();
            gate.bucket().change(one.rate(), one.burst(gate), nowNanos);
        }
        work.ifPresent(known -> {
            Gate gate = brick.getFirst();
            gate.bucket().change(known.rate(), gate.unit().burst(known.rate(), brickBurstNanos), nowNanos);
        });
    }

    private Optional<AutoRate> rateOf(RuleState wanted) {
        return all.stream().filter(one -> one.state.rule().name().equals(wanted.rule().name())
                && one.state.rule().auto().equals(wanted.rule().auto())).map(one -> one.rate).findFirst();
    }

    boolean isEmpty() {
        return all.isEmpty() && work.isEmpty();
    }

    /** What tells the brick's rate, if that is measured. */
    Optional<BrickWork> work() {
        return work;
    }

    /** Lets a call into the brick that passed without a look at its room; null if it need not be told of its end. */
    @Nullable
    BrickWork enter(Fop fop) {
        if (work.isEmpty() || Subjects.neverWaits(fop)) {
            return null;
        }
        work.get().enter();
        return work.get();
    }

    /** The way up of a call that goes down. */
    Unwind watched(Call call, Unwind up) {
        return !all.isEmpty() && Foreground.isOne(call) ? foreground.timed(up, System.nanoTime()) : up;
    }

    Foreground foreground() {
        return foreground;
    }

    /** The p99 of users' calls at the last look; 0 without users. */
    long lastP99Nanos() {
        return lastP99Nanos;
    }

    /** Whether a class cannot do what it shall. */
    boolean isUnattainable(RuleState state) {
        return all.stream().anyMatch(one -> one.state.equals(state) && one.rate.isUnattainable());
    }

    /** Looks if it is time, and sets the rates. */
    void tick(Scheduler scheduler, long nowNanos) {
        if (work.isPresent()) {
            BrickWork brickWork = work.get();
            brickWork.tick(nowNanos);
            set(brick.getFirst(), brickWork.rate(), brickBurstNanos, scheduler, nowNanos);
        }
        if (!all.isEmpty()) {
            look(scheduler, nowNanos);
        }
    }

    private void look(Scheduler scheduler, long nowNanos) {
        long calls = foreground.calls();
        if (calls != seenCalls) {
            seenCalls = calls;
            seenNanos = nowNanos;
        }
        long elapsed = nowNanos - lookedNanos;
        if (nowNanos - seenNanos >= AutoRate.ABSENT_NANOS) {
            all.forEach(one -> one.rate.absent());
            forget(nowNanos);
        } else if ((calls >= AutoRate.ENOUGH_CALLS && elapsed >= AutoRate.SHORTEST_NANOS)
                || (calls > 0 && elapsed >= AutoRate.LONGEST_NANOS)) {
            Foreground.Look look = foreground.take();
            lastP99Nanos = look.p99Nanos();
            for (One one : all) {
                long cost = one.state.count().cost();
                one.rate.look(look.p99Nanos(), cost - one.used, elapsed);
            }
            begin(nowNanos);
            seenCalls = 0;
        }
        for (One one : all) {
            set(one.state.gates().getFirst(), one.rate(), one.state.rule().burstNanos(), scheduler, nowNanos);
        }
    }

    private void forget(long nowNanos) {
        lastP99Nanos = 0;
        if (seenCalls > 0) {
            foreground.take();
            seenCalls = 0;
        }
        begin(nowNanos);
    }

    private void begin(long nowNanos) {
        lookedNanos = nowNanos;
        for (One one : all) {
            one.used = one.state.count().cost();
        }
    }

    private static void set(Gate gate, long rate, long burstNanos, Scheduler scheduler, long nowNanos) {
        if (gate.bucket().rate() != rate) {
            gate.bucket().change(rate, gate.unit().burst(rate, burstNanos), nowNanos);
            scheduler.changed(gate);
        }
    }
}
