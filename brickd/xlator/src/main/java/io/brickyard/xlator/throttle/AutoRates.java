package io.brickyard.xlator.throttle;

import java.util.List;

/** The classes whose rates follow users, and when to look at these. Guarded by the throttle's lock, but for the counting. */
final class AutoRates {
    /** How often to see whether there is something to look at. */
    static final long TICK_NANOS = 125_000_000L;

    private final Foreground foreground = new Foreground();
    private final List<One> all;
    private long lookedNanos;
    private long seenNanos;
    private long seenCalls;

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
    }

    /** Of those classes that have such a rate. */
    AutoRates(List<RuleState> rules, long nowNanos) {
        this.all = rules.stream().filter(state -> state.rule().auto().isPresent())
                .map(state -> new One(state, new AutoRate(state.rule().auto().get()))).toList();
        this.lookedNanos = nowNanos;
        this.seenNanos = nowNanos;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Foreground foreground() {
        return foreground;
    }

    /** Whether a class cannot do what it shall. */
    boolean isUnattainable(RuleState state) {
        return all.stream().anyMatch(one -> one.state.equals(state) && one.rate.isUnattainable());
    }

    /** Looks if it is time, and sets the rates. */
    void tick(Scheduler scheduler, long nowNanos) {
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
            for (One one : all) {
                long cost = one.state.count().cost();
                one.rate.look(look.p99Nanos(), cost - one.used, elapsed);
            }
            begin(nowNanos);
            seenCalls = 0;
        }
        all.forEach(one -> set(one, scheduler, nowNanos));
    }

    private void forget(long nowNanos) {
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

    private static void set(One one, Scheduler scheduler, long nowNanos) {
        Gate gate = one.state.gates().getFirst();
        long rate = Math.max(1, one.rate.rate());
        if (gate.bucket().rate() != rate) {
            gate.bucket().change(rate, gate.unit().burst(rate, one.state.rule().burstNanos()), nowNanos);
            scheduler.changed(gate);
        }
    }
}
