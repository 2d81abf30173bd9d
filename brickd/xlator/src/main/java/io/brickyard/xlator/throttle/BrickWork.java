package io.brickyard.xlator.throttle;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Unwind;
import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.policy.Rate;

/** What the brick gets done, and the rate that this tells. Many threads count, one looks. */
final class BrickWork {
    private final Rate least;
    private final Rate most;
    private final MeasuredRate rate;
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder calls = new LongAdder();
    private final LongAdder done = new LongAdder();
    private final LongAdder sojournNanos = new LongAdder();
    private final LongAdder busyNanos = new LongAdder();
    private volatile long busySinceNanos;
    private long seenCalls;
    private long seenDone;
    private long seenSojourn;
    private long seenBusy;
    private long lookedNanos;

    /** Nothing is known yet. */
    BrickWork(Rate least, Rate most, long nowNanos) {
        this.least = least;
        this.most = most;
        this.rate = new MeasuredRate(least, most);
        this.lookedNanos = nowNanos;
    }

    /** Whether it is what a policy wants to have measured. */
    boolean fits(Policy policy) {
        return policy.brickLeast().filter(least::equals).isPresent() && policy.brick().filter(most::equals).isPresent();
    }

    /** The way up of a call that goes down now. Calls that may wait for others, such as those for locks, tell nothing. */
    Unwind timed(Call call, long bytes, Unwind up, long nowNanos) {
        begin(nowNanos);
        return new Timed(this, call.fop(), bytes, up, nowNanos);
    }

    /** A call goes down. */
    void begin(long nowNanos) {
        if (underWay.getAndIncrement() == 0) {
            busySinceNanos = nowNanos;
        }
    }

    /** It is back. */
    void end(Fop fop, long bytes, long sojourn, long nowNanos) {
        long since = busySinceNanos;
        if (underWay.decrementAndGet() == 0) {
            busyNanos.add(Math.max(0, nowNanos - since));
        }
        calls.increment();
        done.add(most.unit().cost(fop, bytes));
        sojournNanos.add(sojourn);
    }

    /** Looks if it is time. */
    void tick(long nowNanos) {
        long elapsed = nowNanos - lookedNanos;
        if (elapsed < MeasuredRate.LOOK_NANOS) {
            return;
        }
        lookedNanos = nowNanos;
        long callsNow = calls.sum();
        long doneNow = done.sum();
        long sojournNow = sojournNanos.sum();
        long busyNow = busyNanos.sum() + (underWay.get() > 0 ? Math.max(0, nowNanos - busySinceNanos) : 0);
        rate.look(doneNow - seenDone, callsNow - seenCalls, underWay.get(), sojournNow - seenSojourn,
                Math.clamp(busyNow - seenBusy, 0, elapsed), elapsed);
        seenCalls = callsNow;
        seenDone = doneNow;
        seenSojourn = sojournNow;
        seenBusy = Math.max(seenBusy, busyNow);
    }

    /** Tokens per second as of now. */
    long rate() {
        return Math.max(1, rate.rate());
    }

    private record Timed(BrickWork work, Fop fop, long bytes, Unwind up, long startNanos) implements Unwind.Through {
        @Override
        public void unwind(FopReply reply) {
            long now = System.nanoTime();
            work.end(fop, bytes, now - startNanos, now);
            up.unwind(reply);
        }
    }
}
