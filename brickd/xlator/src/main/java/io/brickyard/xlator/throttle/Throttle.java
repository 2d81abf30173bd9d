package io.brickyard.xlator.throttle;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Read;
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
 * <p>One thread hands out what waits, for all buckets. It starts when there is something to hand out. What is let in while
 * somebody has the lock goes on that thread once it gave the lock back.
 */
public final class Throttle extends Layer {
    private final ReentrantLock lock = new ReentrantLock();
    private final ThrottleTimer timer;
    private final String name;
    private final ThrottleControl control;
    private final Admission admission;

    /**
     * Above {@code below}, with a policy.
     *
     * @param name of the volume, and of its thread
     */
    public Throttle(String name, Policy policy, Translator below) {
        super(below);
        this.name = name;
        this.admission = new Admission(policy, System.nanoTime());
        this.control = new ThrottleControl(policy, this::adopt);
        this.timer = new ThrottleTimer(name, lock, admission.scheduler(),
                nanos -> underLock(() -> admission.release(nanos)));
        underLock(this::tick);
    }

    private void tick() {
        timer.tickEvery(admission.force().autos().isEmpty() ? 0 : AutoRates.TICK_NANOS);
    }

    @Override
    public void wind(Call call, Unwind up) {
        InForce now = admission.force();
        if (admission.isOpen() || !now.limits()) {
            down(call, up);
        } else if (Subjects.neverWaits(call.fop())) {
            windAtOnce(now, call, up);
        } else {
            admit(now, call, up);
        }
    }

    /** Winds a call that costs nothing. */
    private void down(Call call, Unwind up) {
        down(call, up, null, null);
    }

    /** Winds a call that has passed, was charged to {@code charged} and let into {@code entered} where these are not null. */
    private void down(Call call, Unwind caller, @Nullable Flow charged, @Nullable BrickWork entered) {
        Unwind up = charged != null && charged.paysForData() && call.request() instanceof Read read
                ? new ChargedRead(charged, read.sizeBytes(), caller, this::giveBack)
                : caller;
        AutoRates autos = admission.force().autos();
        BrickWork work = entered == null ? autos.enter(call.fop()) : entered;
        if (work == null) {
            below().wind(call, autos.watched(call, up));
            return;
        }
        BrickWork.Way way = work.wayUp(call, up, this::roomAgain);
        try {
            below().wind(call, autos.watched(call, way));
        } catch (RuntimeException | Error fault) {
            way.end(0);
            throw fault;
        }
    }

    private void giveBack(Flow charged, ToLongFunction<Unit> less) {
        underLock(() -> admission.scheduler().giveBack(charged, less, System.nanoTime()));
    }

    private void roomAgain() {
        underLock(() -> admission.roomAgain(System.nanoTime()));
    }

    private SessionState state(Session session) {
        return session.context(this, SessionState.class, SessionState::new);
    }

    private void admit(InForce now, Call call, Unwind up) {
        SessionState state = state(call.session());
        long mask = now.ofFop(now.ofPid(state.mask(now), call.credential().pid()), call.fop());
        if (mask == 0 && now.brick().isEmpty()) {
            down(call, up);
            return;
        }
        long bytes = Subjects.dataBytes(call.request());
        Flow flow = state.flow(now, mask);
        int taken = flow == null ? 0 : flow.takeFree(call.fop(), bytes);
        if (flow != null && taken == flow.path().size()) {
            down(call, up, flow, null);
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
            goes = admission.offer(held);
            if (!goes) {
                timer.look();
            }
            others = admission.takePassed();
        } finally {
            lock.unlock();
        }
        if (goes) {
            down(call, up, held.charged, held.entered);
        } else {
            held.park();
        }
        go(others);
    }

    private void go(List<Held> passed) {
        for (Held each : passed) {
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
            last = Admission.gone(state);
        } finally {
            lock.unlock();
        }
        if (last) {
            super.disconnected(state.session());
        }
    }

    /** Does something, looks when the timer has to wake next, and lets go what passed. */
    private void underLock(Runnable change) {
        List<Held> passed;
        lock.lock();
        try {
            change.run();
            timer.look();
            passed = admission.takePassed();
        } finally {
            lock.unlock();
        }
        go(passed);
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
        HeldReply held = new HeldReply(state, call.fop(), reply, up, System.nanoTime());
        boolean goes;
        lock.lock();
        try {
            goes = admission.offer(held);
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
        if (admission.force().limits()) {
            SessionState state = state(holder);
            underLock(() -> admission.contended(state, gfid, System.nanoTime()));
        }
    }

    @Override
    public void disconnected(Session session) {
        SessionState state = state(session);
        boolean idle;
        lock.lock();
        try {
            idle = state.going == 0;
            admission.leave(state, System.nanoTime());
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
        underLock(() -> {
            admission.adopt(policy, System.nanoTime());
            tick();
        });
    }

    /** Lets everything pass that waits and that will come: the server is ending. */
    public void open() {
        underLock(() -> admission.open(System.nanoTime()));
    }

    /** What it goes by and what it did. */
    public ThrottleView view() {
        lock.lock();
        try {
            return admission.view(System.nanoTime());
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
