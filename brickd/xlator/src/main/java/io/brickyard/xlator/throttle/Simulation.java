package io.brickyard.xlator.throttle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.workload.Group;
import io.brickyard.xlator.throttle.workload.Workload;

/**
 * Tries a policy on a workload, on virtual time: the scheduler, the classes and the rates that follow users are those of a
 * brick, clients and what is below the throttle are imagined. No thread, no clock, no client: the same every time.
 */
public final class Simulation {
    /** It ends after so many calls. */
    static final long MOST_CALLS = 20_000_000;

    private final Workload workload;
    private final InForce force;
    private final Scheduler scheduler;
    private final ThrottledClients clients = new ThrottledClients();
    private final SimulatedBrick brick;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<SimulatedClient> all = new ArrayList<>();
    private final List<WaitTimes> classWaits = new ArrayList<>();
    private long now;
    private long lastId;
    private long lastEvent;
    private long calls;
    private long tickNanos;

    /** Something that happens; what is planned first happens first at the same time. */
    private record Event(long nanos, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return nanos == other.nanos ? Long.compare(number, other.number) : Long.compare(nanos, other.nanos);
        }
    }

    private Simulation(Policy policy, Workload workload) {
        this.workload = workload;
        this.force = new InForce(policy, Optional.empty(), 0, () -> ++lastId);
        this.scheduler = new Scheduler(policy.maxWaitNanos(), Admission.MOST_CALLS, Admission.MOST_BYTES,
                ticket -> passes((SimulatedCall) ticket));
        this.brick = new SimulatedBrick(workload.workers(), this);
        force.rules().forEach(rule -> classWaits.add(new WaitTimes()));
        SplittableRandom random = new SplittableRandom(workload.seed());
        for (Group group : workload.groups()) {
            for (int i = 0; i < group.clients(); i++) {
                SimulatedClient client = new SimulatedClient(group, i, random.split(), this);
                all.add(client);
                at(group.startNanos(), client::begin);
            }
        }
    }

    /** What becomes of the workload with the policy. */
    public static SimulationReport run(Policy policy, Workload workload) {
        return new Simulation(policy, workload).run();
    }

    private SimulationReport run() {
        long end = workload.durationNanos();
        while (calls < MOST_CALLS && step(end)) {
            // The step was all.
        }
        if (calls < MOST_CALLS) {
            now = end;
        }
        return SimulationReport.of(ThrottleView.of(force, scheduler, clients.size(), now), all, classWaits, now,
                now < end);
    }

    /** Does what comes next, unless that is after the end. */
    private boolean step(long end) {
        long event = events.isEmpty() ? Long.MAX_VALUE : events.peek().nanos;
        long timer = scheduler.waitingCalls() == 0 ? Long.MAX_VALUE : Math.max(now, scheduler.nextNanos());
        long tick = force.autos().isEmpty() ? Long.MAX_VALUE : tickNanos;
        long next = Math.min(event, Math.min(timer, tick));
        if (next > end) {
            return false;
        }
        now = next;
        if (timer == next) {
            scheduler.release(now);
        } else if (tick == next) {
            tickNanos += AutoRates.TICK_NANOS;
            force.autos().tick(scheduler, now);
            scheduler.release(now);
        } else {
            events.remove().action.run();
        }
        return true;
    }

    /** Plans something. */
    void at(long nanos, Runnable action) {
        events.add(new Event(nanos, ++lastEvent, action));
    }

    long now() {
        return now;
    }

    InForce force() {
        return force;
    }

    ThrottledClients clients() {
        return clients;
    }

    /** A call arrives at the throttle. */
    void arrives(SimulatedCall call, long mask) {
        calls++;
        Policy policy = force.policy();
        boolean free = !policy.limits() || Subjects.neverWaits(call.fop()) || (mask == 0 && force.brick().isEmpty());
        if (free || scheduler.offer(call, call.client().flow(mask), policy.mode(), now)) {
            passes(call);
        }
    }

    private void passes(SimulatedCall call) {
        long waited = now - call.arrivedNanos();
        call.client().passed(call, waited);
        for (int i = 0; i < classWaits.size(); i++) {
            if ((call.mask() >> i & 1) != 0) {
                classWaits.get(i).add(waited);
            }
        }
        if (call.entered == null) {
            call.entered = force.autos().enter(call.fop());
        }
        brick.enter(call);
    }

    /** The brick has done a call that passed the throttle so long ago. */
    void replied(SimulatedCall call, long sojournNanos) {
        if (call.entered != null && call.entered.end(call.fop(), call.bytes(), now)) {
            force.brick().forEach(gate -> scheduler.roomAgain(gate, now));
        }
        if (!force.autos().isEmpty() && Foreground.isOne(call.fop(), call.client().pid())) {
            force.autos().foreground().add(sojournNanos);
        }
        call.client().replied();
    }
}
