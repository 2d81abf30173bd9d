package io.brickyard.xlator.throttle;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Unwind;
import io.brickyard.xlator.throttle.policy.Measured;
import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.policy.Rate;

/**
 * What the brick has to do and gets done. About so many calls are let in at a time; what comes beyond that waits in the
 * throttle, where it is somebody's turn, and not in a queue below, where whoever sends most gets most. Many threads count.
 *
 * <p>Promises: whoever found it full is told once an eighth of the calls are done, by exactly one {@link #end}.
 */
final class BrickWork {
    private final Rate least;
    private final Rate most;
    private final int depth;
    private final int roomy;
    private final MeasuredRate rate;
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder done = new LongAdder();
    private final LongAdder fullNanos = new LongAdder();
    private final AtomicBoolean awaited = new AtomicBoolean();
    private volatile long awaitedSinceNanos;
    private long seenDone;
    private long seenFull;
    private long lookedNanos;

    /** Nothing is known yet. */
    BrickWork(Measured measured, Rate most, long nowNanos) {
        this.least = measured.least();
        this.most = most;
        this.depth = measured.depth();
        this.roomy = depth - 1 - depth / 8;
        this.rate = new MeasuredRate(least, most);
        this.lookedNanos = nowNanos;
    }

    /** Whether it is what a policy wants to have measured. */
    boolean fits(Policy policy) {
        return policy.measured().filter(new Measured(least, depth)::equals).isPresent()
                && policy.brick().filter(most::equals).isPresent();
    }

    /** Whether as many calls are in it as may be. */
    boolean isFull() {
        return underWay.get() >= depth;
    }

    /** Whether it is full; then {@link #end} tells when there is room. The caller has the throttle's lock. */
    boolean awaitsRoom(long nowNanos) {
        if (!isFull()) {
            return false;
        }
        if (!awaited.get()) {
            awaitedSinceNanos = nowNanos;
            awaited.set(true);
        }
        // It may have become roomy before it was known that somebody waits; one who took the mark away will tell.
        return isFull() || !awaited.compareAndSet(true, false);
    }

    /** Whether somebody waits for room. */
    boolean isAwaited() {
        return awaited.get();
    }

    /** A call goes in, which {@link #end} has to follow. */
    void enter() {
        underWay.getAndIncrement();
    }

    /** One is back. Whether somebody waits for room and there is some: then the caller has to see to them. */
    boolean end(Fop fop, long bytes, long nowNanos) {
        done.add(most.unit().cost(fop, bytes));
        if (underWay.decrementAndGet() <= roomy && awaited.get() && awaited.compareAndSet(true, false)) {
            fullNanos.add(Math.max(0, nowNanos - awaitedSinceNanos));
            return true;
        }
        return false;
    }

    /**
     * The way up of a call that has gone in.
     *
     * @param roomAgain sees to those who wait for room
     */
    Way wayUp(Call call, Unwind up, Runnable roomAgain) {
        return new Way(this, call.fop(), Subjects.dataBytes(call.request()), up, roomAgain,
                new AtomicBoolean());
    }

    /** Looks if it is time. */
    void tick(long nowNanos) {
        long elapsed = nowNanos - lookedNanos;
        if (elapsed < MeasuredRate.LOOK_NANOS) {
            return;
        }
        lookedNanos = nowNanos;
        long doneNow = done.sum();
        long fullNow = fullNanos.sum() + (awaited.get() ? Math.max(0, nowNanos - awaitedSinceNanos) : 0);
        rate.look(doneNow - seenDone, Math.clamp(fullNow - seenFull, 0, elapsed), elapsed);
        seenDone = doneNow;
        seenFull = Math.max(seenFull, fullNow);
    }

    /** Tokens per second as of now. */
    long rate() {
        return Math.max(1, rate.rate());
    }

    /** Ends a call once, however it ends. */
    record Way(BrickWork work, Fop fop, long bytes, Unwind up, Runnable roomAgain, AtomicBoolean ended)
            implements
                Unwind.Through {
        @Override
        public void unwind(FopReply reply) {
            long moved = Subjects.movedBytes(reply, bytes);
            try {
                up.unwind(reply);
            } finally {
                end(moved);
            }
        }

        /** It is not in the brick any more, and has moved so many bytes. */
        void end(long moved) {
            if (ended.compareAndSet(false, true) && work.end(fop, moved, System.nanoTime())) {
                roomAgain.run();
            }
        }
    }
}
