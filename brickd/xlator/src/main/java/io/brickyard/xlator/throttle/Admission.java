package io.brickyard.xlator.throttle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.throttle.policy.Policy;

/**
 * Whom the throttle lets in: the policy in force, the clients, and what waits. Knows no thread, and its caller locks, but for
 * {@link #force} and {@link #isOpen}, which anybody may ask.
 */
final class Admission {
    static final int MOST_CALLS = 4096;
    static final long MOST_BYTES = 64L << 20;

    private final Scheduler scheduler;
    private final ThrottledClients clients = new ThrottledClients();
    private volatile InForce force;
    private volatile boolean open;
    private List<Held> passed = new ArrayList<>();
    private long lastId;

    /** With a policy; nobody waits. */
    Admission(Policy policy, long nowNanos) {
        this.scheduler = new Scheduler(policy.maxWaitNanos(), MOST_CALLS, MOST_BYTES, this::passes);
        this.force = new InForce(policy, Optional.empty(), nowNanos, this::nextId);
    }

    private long nextId() {
        return ++lastId;
    }

    private void passes(Ticket ticket) {
        Held held = (Held) ticket;
        held.state.going++;
        passed.add(held);
    }

    /** The policy as of now. From any thread. */
    InForce force() {
        return force;
    }

    /** Whether all pass from now on. From any thread. */
    boolean isOpen() {
        return open;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** Whether a call goes at once; else it waits from now on. What is in force may have changed since the caller looked. */
    boolean offer(HeldCall held) {
        SessionState state = held.state;
        if (open || state.gone) {
            return true;
        }
        InForce now = force;
        long nanos = held.arrivedNanos();
        Flow flow = state.makeFlow(client(state, nanos), now, held.mask(now, state.mask(now)), nanos);
        if (now.policy().mode() == Policy.Mode.ENFORCE && state.hasUrgent() && state.isUrgent(held, nanos)) {
            flow.counts().forEach(RuleCount::urgent);
            scheduler.charge(held, flow, nanos);
            return true;
        }
        return scheduler.offer(held, flow, now.policy().mode(), nanos);
    }

    /** The same for the reply to an unlock. */
    boolean offer(HeldReply held) {
        return open || held.state.gone || force.policy().mode() != Policy.Mode.ENFORCE
                || scheduler.offer(held, flow(held, held.arrivedNanos()), held.arrivedNanos());
    }

    private Flow flow(Held held, long nanos) {
        InForce now = force;
        return client(held.state, nanos).flow(now, held.mask(now, held.state.mask(now)), nanos);
    }

    private ThrottledClient client(SessionState state, long nanos) {
        ThrottledClient client = state.client;
        if (client == null) {
            client = clients.join(state.session().identity(), nanos);
            state.client = client;
        }
        return client;
    }

    /** Another client waits for an inode that this one has locked: what it has waiting for that inode passes, on debt. */
    void contended(SessionState holder, Gfid gfid, long nanos) {
        holder.makeUrgent(gfid, nanos);
        ThrottledClient client = holder.client;
        if (client == null) {
            return;
        }
        client.waiting().forEach(ticket -> {
            if (ticket.touches(gfid) && ((Held) ticket).state.equals(holder) && ticket.flow != null) {
                ticket.flow.counts().forEach(RuleCount::urgent);
                scheduler.force(ticket, nanos);
            }
        });
        scheduler.release(nanos);
    }

    /** Looks at rates that follow what happens, and lets pass what can by now. */
    void release(long nanos) {
        AutoRates autos = force.autos();
        if (!autos.isEmpty()) {
            autos.tick(scheduler, nanos);
        }
        scheduler.release(nanos);
    }

    /** There is room in the brick again for which somebody waited. */
    void roomAgain(long nanos) {
        force.brick().forEach(gate -> scheduler.roomAgain(gate, nanos));
    }

    /** A session is over: what it has waiting is dropped. */
    void leave(SessionState state, long nanos) {
        state.gone = true;
        ThrottledClient client = state.client;
        if (client != null) {
            client.waiting().forEach(ticket -> {
                if (((Held) ticket).state.equals(state)) {
                    scheduler.drop(ticket, nanos);
                }
            });
            clients.leave(client, nanos);
        }
    }

    /** From now on this policy holds. What waits is judged by it, in the order in which it came. */
    void adopt(Policy policy, long nanos) {
        List<Held> waiting = takeAll(nanos);
        force = new InForce(policy, Optional.of(force), nanos, this::nextId);
        scheduler.setMaxWait(policy.maxWaitNanos());
        boolean holds = policy.mode() == Policy.Mode.ENFORCE && force.limits();
        for (Held held : waiting) {
            if (!holds || scheduler.offer(held, flow(held, nanos), nanos)) {
                passes(held);
            }
        }
    }

    /** Lets everything pass that waits and that will come. */
    void open(long nanos) {
        open = true;
        takeAll(nanos).forEach(this::passes);
    }

    private List<Held> takeAll(long nanos) {
        List<Held> waiting = new ArrayList<>();
        scheduler.waiting().forEach(ticket -> {
            scheduler.drop(ticket, nanos);
            waiting.add((Held) ticket);
        });
        return waiting;
    }

    /** What passed since the last time, each of which has to be told by {@link #gone} once it went. */
    List<Held> takePassed() {
        if (passed.isEmpty()) {
            return List.of();
        }
        List<Held> taken = passed;
        passed = new ArrayList<>();
        return taken;
    }

    /** One that passed is on its way; whether it was the last of a session that is over. */
    static boolean gone(SessionState state) {
        state.going--;
        return state.gone && state.going == 0;
    }

    ThrottleView view(long nanos) {
        return ThrottleView.of(force, scheduler, clients.size(), nanos);
    }
}
