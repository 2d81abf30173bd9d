package io.brickyard.xlator.throttle;

import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Unwind;
import org.jspecify.annotations.Nullable;

/** A call on its way down. */
final class HeldCall extends Held {
    static final int CALL_BYTES = 1024;

    private final Call call;
    private final Unwind up;
    private final WayDown below;

    HeldCall(SessionState state, Call call, long bytes, Unwind up, WayDown below) {
        super(state, call.fop(), bytes, false, call.arrivedNanos());
        this.call = call;
        this.up = up;
        this.below = below;
    }

    /** Takes a call that has passed. */
    @FunctionalInterface
    interface WayDown {
        /** Goes down, charged to {@code charged} and let into {@code entered} where these are not null. */
        void wind(Call call, Unwind up, @Nullable Flow charged, @Nullable BrickWork entered);
    }

    @Override
    long heldBytes() {
        return (long) CALL_BYTES + call.request().payload().remaining();
    }

    @Override
    boolean touches(Gfid gfid) {
        return Subjects.touches(call.request(), gfid);
    }

    @Override
    long mask(InForce force, long ofSession) {
        return force.ofFop(force.ofPid(ofSession, call.credential().pid()), call.fop());
    }

    @Override
    void park() {
        up.parked();
    }

    /** A fault below is answered with EIO, so that the client does not wait for ever, and told to the thread's handler. */
    @Override
    void go() {
        up.resumed();
        try {
            below.wind(call, up, charged, entered);
        } catch (RuntimeException | Error fault) {
            up.unwind(call.failure(Errno.EIO.code()));
            Thread self = Thread.currentThread();
            self.getUncaughtExceptionHandler().uncaughtException(self, fault);
        }
    }
}
