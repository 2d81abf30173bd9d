package io.brickyard.xlator.throttle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.xlator.throttle.policy.Policy;

/**
 * What a throttle goes by and what it did so far.
 *
 * @param policy in force
 * @param classes the brick if it has a rate of its own, then each class of the policy, in order
 * @param waitingCalls calls that wait now
 * @param waitingBytes memory that these hold
 * @param clients that it has buckets or debts of
 * @param usersP99Nanos what 99 of 100 of users' calls took in the brick lately; 0 if no class wants to know, and without users
 */
public record ThrottleView(Policy policy, List<ClassView> classes, int waitingCalls, long waitingBytes, int clients,
        long usersP99Nanos) {
    /**
     * One class.
     *
     * @param name of the class
     * @param statement what the policy says of it
     * @param figures what it has let pass
     * @param buckets those of all its calls together
     * @param unattainable whether users wait too long although its rate, which follows them, is at its lowest
     */
    public record ClassView(String name, String statement, RuleFigures figures, List<BucketView> buckets,
            boolean unattainable) {}

    /**
     * One bucket.
     *
     * @param unit that it counts in
     * @param rate tokens per second
     * @param burst tokens kept at most
     * @param level tokens now; below zero for debt
     */
    public record BucketView(Unit unit, long rate, long burst, long level) {
        /** Tokens that were taken and are still to come. */
        public long debt() {
            return Math.max(0, -level);
        }
    }

    static ThrottleView of(InForce force, Scheduler scheduler, int clients, long nowNanos) {
        List<ClassView> classes = new ArrayList<>();
        if (!force.brick().isEmpty()) {
            classes.add(new ClassView(force.brickCount().name(),
                    force.policy().brickText().orElse(""),
                    force.brickCount().figures(nowNanos), buckets(force.brick(), nowNanos), false));
        }
        for (RuleState state : force.rules()) {
            classes.add(new ClassView(state.rule().name(), state.rule().toString(), state.count().figures(nowNanos),
                    buckets(state.gates(), nowNanos),
                    force.autos().isUnattainable(state)));
        }
        return new ThrottleView(force.policy(), classes, scheduler.waitingCalls(), scheduler.waitingBytes(), clients,
                force.autos().lastP99Nanos());
    }

    private static List<BucketView> buckets(List<Gate> gates, long nowNanos) {
        return gates.stream().map(gate -> {
            long level = gate.level(nowNanos);
            return new BucketView(gate.unit(), gate.bucket().rate(), gate.bucket().burst(), level);
        }).toList();
    }

    /** The class of a name. */
    public Optional<ClassView> find(String name) {
        return classes.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
