package io.brickyard.xlator.throttle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.throttle.policy.PidClass;
import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.policy.Rate;
import io.brickyard.xlator.throttle.policy.Rule;

/**
 * A policy made into gates. A call has to pass the gates of every class that it matches, so that nothing a client says of
 * itself lifts a limit; its weight and guarantee at the brick come from one class, see {@link #brickShare}. Which classes
 * those are is a mask: bit n for class n.
 */
@SuppressWarnings("EnumOrdinal") // indices of arrays that live no longer than the process
final class InForce {
    private static final String BRICK = "brick";

    private final Policy policy;
    private final boolean limits;
    private final List<RuleState> rules;
    private final List<Gate> brick;
    private final List<Share> others;
    private final RuleCount brickCount;
    private final AutoRates autos;
    private final long[] byPid = new long[PidClass.values().length];
    private final long[] byFop = new long[Fop.ALL.size()];
    private final LongSupplier ids;

    /**
     * Puts a policy into force.
     *
     * @param before what was in force; buckets and counts of the same class stay
     * @param ids gives unique numbers
     */
    InForce(Policy policy, Optional<InForce> before, long nowNanos, LongSupplier ids) {
        this.policy = policy;
        this.limits = policy.limits();
        this.ids = ids;
        boolean keeps = before.isPresent() && before.get().policy.mode() == policy.mode();
        Map<String, Bucket> buckets = new HashMap<>();
        Map<String, RuleCount> counts = new HashMap<>();
        before.ifPresent(old -> old.remember(buckets, counts, keeps));
        Optional<BrickWork> work = before.flatMap(old -> old.autos.work()).filter(old -> old.fits(policy))
                .or(() -> policy.measured().map(how -> new BrickWork(how, policy.brick().orElseThrow(), nowNanos)));
        this.brick = policy.brick().map(rate -> List.of(new Gate(
                bucket(buckets, BRICK, rate, policy.brickBurstNanos(), nowNanos), rate.unit(), Gate.LATE_NANOS,
                ids.getAsLong(), work.orElse(null)))).orElse(List.of());
        this.others = brick.stream().map(Share::new).toList();
        this.brickCount = count(counts, BRICK, policy.brick().map(Rate::unit).orElse(Unit.FOPS), nowNanos);
        List<RuleState> made = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            List<Gate> gates = new ArrayList<>();
            for (Rate rate : rates(rule)) {
                gates.add(new Gate(bucket(buckets, rule.name() + rate.unit(), rate, rule.burstNanos(), nowNanos),
                        rate.unit(), Gate.LATE_NANOS, ids.getAsLong()));
            }
            made.add(new RuleState(rule, gates, gates.stream().map(Share::new).toList(), atBrick(rule, buckets,
                    nowNanos), count(counts, rule.name(), unit(rule), nowNanos)));
        }
        this.rules = List.copyOf(made);
        this.autos = new AutoRates(policy, rules, brick, work, before.map(InForce::autos), nowNanos);
        index();
    }

    private static List<Rate> rates(Rule rule) {
        return rule.auto().map(auto -> List.of(auto.most())).orElse(rule.rates());
    }

    private static Unit unit(Rule rule) {
        List<Rate> all = new ArrayList<>(rates(rule));
        all.addAll(rule.each());
        return all.isEmpty() ? Unit.FOPS : all.getFirst().unit();
    }

    private void remember(Map<String, Bucket> buckets, Map<String, RuleCount> counts, boolean keeps) {
        counts.put(BRICK, brickCount);
        rules.forEach(state -> counts.put(state.rule().name(), state.count()));
        if (keeps) {
            brick.forEach(gate -> buckets.put(BRICK, gate.bucket()));
            for (RuleState state : rules) {
                state.gates().forEach(gate -> buckets.put(state.rule().name() + gate.unit(), gate.bucket()));
            }
        }
    }

    private static RuleCount count(Map<String, RuleCount> counts, String name, Unit unit, long nowNanos) {
        RuleCount old = counts.get(name);
        return old != null && old.unit() == unit ? old : new RuleCount(name, unit, nowNanos);
    }

    private static Bucket bucket(Map<String, Bucket> buckets, String key, Rate rate, long burstNanos, long nowNanos) {
        Bucket old = buckets.get(key);
        if (old == null) {
            return new Bucket(rate.perSecond(), burst(rate, burstNanos), nowNanos);
        }
        old.change(rate.perSecond(), burst(rate, burstNanos), nowNanos);
        return old;
    }

    private static long burst(Rate rate, long burstNanos) {
        return rate.unit().burst(rate.perSecond(), burstNanos);
    }

    private List<Share> atBrick(Rule rule, Map<String, Bucket> buckets, long nowNanos) {
        if (brick.isEmpty() || (rule.weight() == 0 && rule.guarantee().isEmpty())) {
            return List.of();
        }
        int weight = rule.weight() == 0 ? Rule.DEFAULT_WEIGHT : rule.weight();
        Optional<Rate> floor = rule.guarantee().map(this::affordable);
        return List.of(new Share(brick.getFirst(), weight,
                floor.map(rate -> bucket(buckets, rule.name() + " guarantee", rate, rule.burstNanos(), nowNanos))
                        .orElse(null),
                floor.map(Rate::unit).orElse(Unit.FOPS)));
    }

    /** Guarantees that are more together than the brick can do are cut alike. */
    private Rate affordable(Rate wanted) {
        Rate whole = policy.brick().orElse(wanted);
        long sum = policy.rules().stream().flatMap(rule -> rule.guarantee().stream())
                .filter(rate -> rate.unit() == whole.unit()).mapToLong(Rate::perSecond).sum();
        if (wanted.unit() != whole.unit() || sum <= whole.perSecond()) {
            return wanted;
        }
        long cut = BigInteger.valueOf(wanted.perSecond()).multiply(BigInteger.valueOf(whole.perSecond()))
                .divide(BigInteger.valueOf(sum)).longValue();
        return new Rate(Math.max(1, cut), wanted.unit());
    }

    private void index() {
        for (int i = 0; i < rules.size(); i++) {
            Set<PidClass> pids = rules.get(i).rule().match().pids();
            Set<Fop> fops = rules.get(i).rule().match().fops();
            for (PidClass pid : pids.isEmpty() ? EnumSet.allOf(PidClass.class) : pids) {
                byPid[pid.ordinal()] |= 1L << i;
            }
            for (Fop fop : fops.isEmpty() ? Fop.ALL : fops) {
                byFop[fop.ordinal()] |= 1L << i;
            }
        }
    }

    Policy policy() {
        return policy;
    }

    /** Whether anything may ever have to wait. */
    boolean limits() {
        return limits;
    }

    List<RuleState> rules() {
        return rules;
    }

    /** The brick's gate, if it has one. */
    List<Gate> brick() {
        return brick;
    }

    /** Those whose rates follow users. */
    AutoRates autos() {
        return autos;
    }

    RuleCount brickCount() {
        return brickCount;
    }

    /** The classes that a session's calls may be of. */
    long mask(Session session) {
        long mask = 0;
        for (int i = 0; i < rules.size(); i++) {
            if (SessionFacts.match(rules.get(i).rule().match(), session)) {
                mask |= 1L << i;
            }
        }
        return mask;
    }

    /** Those of its calls by a process. */
    long ofPid(long mask, int pid) {
        return ofPid(mask, PidClass.of(pid));
    }

    /** Those of its calls by processes of a class. */
    long ofPid(long mask, PidClass pid) {
        return mask & byPid[pid.ordinal()];
    }

    /** Those of its calls of an operation. */
    long ofFop(long mask, Fop fop) {
        return mask & byFop[fop.ordinal()];
    }

    /** A new flow of a client's calls of these classes. */
    Flow flow(ThrottledClient client, long mask, long nowNanos) {
        List<Share> path = new ArrayList<>();
        List<RuleCount> counts = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if ((mask >> i & 1) != 0) {
                RuleState state = rules.get(i);
                for (Rate rate : state.rule().each()) {
                    path.add(client.share(state.rule().name() + rate.unit(), rate.unit(), rate.perSecond(),
                            burst(rate, state.rule().burstNanos()), nowNanos, ids));
                }
                path.addAll(state.shares());
                counts.add(state.count());
            }
        }
        if (!brick.isEmpty()) {
            path.add(brickShare(mask));
            counts.add(brickCount);
        }
        return new Flow(client, path, counts, ids.getAsLong());
    }

    /**
     * The first class with a weight or a guarantee of its own that goes by facts alone; else all others' share. One that
     * goes by the client's word comes first if it weighs less, or if facts earned it a guarantee.
     */
    private Share brickShare(long mask) {
        Share byFact = others.getFirst();
        int weight = Rule.DEFAULT_WEIGHT;
        boolean found = false;
        for (int i = 0; i < rules.size() && !found; i++) {
            RuleState state = rules.get(i);
            if ((mask >> i & 1) != 0 && !state.atBrick().isEmpty() && !state.rule().match().goesByWord()) {
                byFact = state.atBrick().getFirst();
                weight = byFact.weight();
                found = true;
            }
        }
        for (int i = 0; i < rules.size(); i++) {
            RuleState state = rules.get(i);
            if ((mask >> i & 1) != 0 && !state.atBrick().isEmpty() && state.rule().match().goesByWord()) {
                Share byWord = state.atBrick().getFirst();
                return byWord.weight() < weight || byWord.floor() != null ? byWord : byFact;
            }
        }
        return byFact;
    }
}
