package io.brickyard.xlator.throttle;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.rpc.ReservedPid;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Unwind;

/** The reply to an unlock, which was done at once and is answered once debt is paid. */
final class HeldReply extends Held {
    private static final int REPLY_BYTES = 512;

    private final FopReply reply;
    private final Unwind up;

    HeldReply(SessionState state, Fop fop, FopReply reply, Unwind up, long nowNanos) {
        super(state, fop, 0, true, nowNanos);
        this.reply = reply;
        this.up = up;
    }

    @Override
    long heldBytes() {
        return REPLY_BYTES;
    }

    @Override
    boolean touches(Gfid gfid) {
        return false;
    }

    @Override
    long mask(InForce force, long ofSession) {
        return force.ofPid(ofSession, ReservedPid.SELF_HEAL);
    }

    @Override
    void park() {
        up.parked();
    }

    @Override
    void go() {
        up.resumed();
        up.unwind(reply);
    }
}
