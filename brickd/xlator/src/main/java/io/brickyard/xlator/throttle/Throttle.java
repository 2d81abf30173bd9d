package io.brickyard.xlator.throttle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.rpc.ReservedPid;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Layer;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import io.brickyard.xlator.throttle.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * {@code features/throttle}: holds calls back until a policy has tokens for them; see {@link Scheduler} for what is promised
 * of that. Calls that give something back never wait: locks, flush, release, and all that is not a file operation.
 *
 * <p>Nobody waits for a client that is held back: once another's request meets a lock, the calls of the holder on that inode
 * go at once, on debt. Debt is paid by later calls, and heals pay it by their unlocks as well: done at once and answered
 * late, which paces a healer while it holds nothing.
 *
 * <p>One thread hands out what waits, for all buckets. It starts when there is something to hand out.
 */
public final class Throttle extends Layer {
    static final int MOST_CALLS = 4096;
    static final long MOST_BYTES = 64L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final ThrottleTimer timer;
    private final String name;
    private final ThrottleControl control;
    private volatile InForce force;
    private volatile boolean open;
    // All below is guarded by the lock.
    private final Scheduler scheduler;
    private final ThrottledClients clients = new ThrottledClients();
    private List<Held> going = new ArrayList<>();
    private long lastId;

    /**
     * Above {@code below}, with a policy.
     *
     * @param name of the volume, and of its thread
     */
    public Throttle(String name, Policy policy, Translator below) {
        super(below);
        this.name = name;
        this.scheduler = new Scheduler(policy.maxWaitNanos(), MOST_CALLS, MOST_BYTES, this::passes);
        this.force = new InForce(policy, Optional.empty(), System.nanoTime(), this::nextId);
        this.control = new ThrottleControl(policy, this::adopt);
        this.timer = new ThrottleTimer(name, lock, scheduler, this::releaseAndGo);
        lock.lock();
        try {
            timer.tickEvery(force.autos().isEmpty() ? 0 : AutoRates.TICK_NANOS);
        } finally {
            lock.unlock();
        }
    }

    private long nextId() {
        return ++lastId;
    }

    private void passes(Ticket ticket) {
        Held held = (Held) ticket;
        held.state.going++;
        going.add(held);
    }

    @Override
    public void wind(Call call, Unwind up) {
        InForce now = force;
        if (open || !now.policy().limits()) {
            down(call, up);
        } else if (Subjects.neverWaits(call.fop())) {
            windAtOnce(now, call, up);
        } else {
            admit(now, call, up);
        }
    }

    /** Winds a call that has passed. */
    private void down(Call call, Unwind up) {
        AutoRates autos = force.autos();
        below().wind(call, autos.isEmpty() ? up : autos.watched(call, up));
    }

    private SessionState state(Session session) {
        return session.context(this, SessionState.class, SessionState::new);
    }

    private void admit(InForce now, Call call, Unwind up) {
        SessionState state = state(call.session());
        long mask = mask(now, state, call);
        if (mask == 0 && now.brick().isEmpty()) {
            down(call, up);
            return;
        }
        long bytes = Subjects.dataBytes(call.request());
        Flow flow = state.flow(now, mask);
        int taken = flow == null ? 0 : flow.takeFree(call.fop(), bytes);
        if (flow != null && taken == flow.path().size()) {
            down(call, up);
            return;
        }
        HeldCall held = new HeldCall(state, call, bytes, up, this::down);
        boolean goes;
        List<Held> others;
        lock.lock();
        try {
            if (flow != null) {
                flow.giveBack(taken, call.fop(), bytes);
            }
            goes = offer(held, state, call);
            others = leaving();
        } finally {
            lock.unlock();
        }
        if (goes) {
            down(call, up);
        } else {
            held.park();
        }
        go(others);
    }

    private static long mask(InForce now, SessionState state, Call call) {
        return now.ofFop(now.ofPid(state.mask(now), call.credential().pid()), call.fop());
    }

    /** Whether it goes at once; guarded by the lock. What is in force may have changed since the caller looked. */
    private boolean offer(HeldCall held, SessionState state, Call call) {
        if (open || state.gone) {
            return true;
        }
        InForce now = force;
        long nanos = held.arrivedNanos();
        Flow flow = state.makeFlow(client(state, nanos), now, mask(now, state, call), nanos);
        if (now.policy().mode() == Policy.Mode.ENFORCE && state.hasUrgent() && state.isUrgent(held, nanos)) {
            flow.counts().forEach(RuleCount::urgent);
            scheduler.charge(held, flow, nanos);
            return true;
        }
        boolean goes = scheduler.offer(held, flow, now.policy().mode(), nanos);
        if (!goes) {
            timer.look();
        }
        return goes;
    }

    private ThrottledClient client(SessionState state, long nanos) {
        ThrottledClient client = state.client;
        if (client == null) {
            client = clients.join(state.session().identity(), nanos);
            state.client = client;
        }
        return client;
    }

    /** What the scheduler lets pass is taken by whoever has the lock, and goes on its thread once it gave the lock back. */
    private List<Held> leaving() {
        if (going.isEmpty()) {
            return List.of();
        }
        List<Held> taken = going;
        going = new ArrayList<>();
        return taken;
    }

    private void go(List<Held> held) {
        for (Held each : held) {
            try {
                each.go();
            } finally {
                gone(each.state);
            }
        }
    }

    private void gone(SessionState state) {
        boolean last;
        lock.lock();
        try {
            state.going--;
            last = state.gone && state.going == 0;
        } finally {
            lock.unlock();
        }
        if (last) {
            super.disconnected(state.session());
        }
    }

    /** Locks and the like. A heal's unlock is done at once; its answer waits for debt to be paid. */
    private void windAtOnce(InForce now, Call call, Unwind up) {
        if (!Subjects.unlocks(call.request())) {
            down(call, up);
            return;
        }
        SessionState state = state(call.session());
        unlocked(state, Subjects.inode(call.request()));
        long mask = now.ofPid(state.mask(now), call.credential().pid());
        if (call.credential().pid() != ReservedPid.SELF_HEAL || mask == 0) {
            down(call, up);
        } else {
            below().wind(call, reply -> answer(state, call, reply, up));
        }
    }

    private void unlocked(SessionState state, Gfid gfid) {
        lock.lock();
        try {
            state.unlocked(gfid);
        } finally {
            lock.unlock();
        }
    }

    private void answer(SessionState state, Call call, FopReply reply, Unwind up) {
        long nanos = System.nanoTime();
        HeldReply held = new HeldReply(state, call.fop(), reply, up, nanos);
        boolean goes;
        lock.lock();
        try {
            InForce now = force;
            goes = open || state.gone || now.policy().mode() != Policy.Mode.ENFORCE
                    || scheduler.offer(held, client(state, nanos).flow(now,
                            now.ofPid(state.mask(now), call.credential().pid()), nanos), nanos);
            timer.look();
        } finally {
            lock.unlock();
        }
        if (goes) {
            up.unwind(reply);
        } else {
            held.park();
        }
    }

    /** Another client's request met a lock that this one holds: what it has here for that inode goes at once, on debt. */
    public void contended(Session holder, Gfid gfid) {
        if (!force.policy().limits()) {
            return;
        }
        SessionState state = state(holder);
        List<Held> others;
        lock.lock();
        try {
            long nanos = System.nanoTime();
            state.makeUrgent(gfid, nanos);
            ThrottledClient client = state.client;
            if (client == null) {
                return;
            }
            client.waiting().forEach(ticket -> {
                if (ticket.touches(gfid) && ((Held) ticket).state.equals(state) && ticket.flow != null) {
                    ticket.flow.counts().forEach(RuleCount::urgent);
                    scheduler.force(ticket, nanos);
                }
            });
            scheduler.release(nanos);
            others = leaving();
            timer.look();
        } finally {
            lock.unlock();
        }
        go(others);
    }

    private void releaseAndGo(long nanos) {
        List<Held> batch;
        lock.lock();
        try {
            AutoRates autos = force.autos();
            if (!autos.isEmpty()) {
                autos.tick(scheduler, nanos);
            }
            scheduler.release(nanos);
            batch = leaving();
        } finally {
            lock.unlock();
        }
        go(batch);
    }

    @Override
    public void disconnected(Session session) {
        SessionState state = state(session);
        boolean idle;
        lock.lock();
        try {
            long nanos = System.nanoTime();
            state.gone = true;
            idle = state.going == 0;
            ThrottledClient client = state.client;
            if (client != null) {
                client.waiting().forEach(ticket -> {
                    if (((Held) ticket).state.equals(state)) {
                        scheduler.drop(ticket, nanos);
                    }
                });
                clients.leave(client, nanos);
            }
            timer.look();
        } finally {
            lock.unlock();
        }
        super.leaving(session);
        if (idle) {
            super.disconnected(session);
        }
    }

    /** By which it is known, and its thread. */
    public String name() {
        return name;
    }

    /** Where its policy is made of what files, flags and people say. */
    public ThrottleControl control() {
        return control;
    }

    /** From now on this policy holds. What waits is judged by it, in the order in which it came. */
    void adopt(Policy policy) {
        List<Held> others;
        lock.lock();
        try {
            long nanos = System.nanoTime();
            List<Held> waiting = takeAll(nanos);
            force = new InForce(policy, Optional.of(force), nanos, this::nextId);
            scheduler.setMaxWait(policy.maxWaitNanos());
            waiting.forEach(each -> again(each, nanos));
            others = leaving();
            timer.tickEvery(force.autos().isEmpty() ? 0 : AutoRates.TICK_NANOS);
            timer.look();
        } finally {
            lock.unlock();
        }
        go(others);
    }

    private List<Held> takeAll(long nanos) {
        List<Held> waiting = new ArrayList<>();
        scheduler.waiting().forEach(ticket -> {
            scheduler.drop(ticket, nanos);
            waiting.add((Held) ticket);
        });
        return waiting;
    }

    private void again(Held held, long nanos) {
        InForce now = force;
        boolean goes = now.policy().mode() != Policy.Mode.ENFORCE || !now.policy().limits();
        if (!goes) {
            long mask = held.mask(now, held.state.mask(now));
            goes = scheduler.offer(held, client(held.state, nanos).flow(now, mask, nanos), nanos);
        }
        if (goes) {
            passes(held);
        }
    }

    /** Lets everything pass that waits and that will come: the server is ending. */
    public void open() {
        List<Held> others;
        lock.lock();
        try {
            open = true;
            takeAll(System.nanoTime()).forEach(this::passes);
            others = leaving();
        } finally {
            lock.unlock();
        }
        go(others);
    }

    /** What it goes by and what it did. */
    public ThrottleView view() {
        lock.lock();
        try {
            return ThrottleView.of(force, scheduler, clients.size(), System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        open();
        timer.stop();
        super.stop();
    }

    @Nullable
    Thread timerThread() {
        return timer.thread();
    }
}
