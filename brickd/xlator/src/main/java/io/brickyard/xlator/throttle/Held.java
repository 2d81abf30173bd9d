package io.brickyard.xlator.throttle;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.Session;

/** What waits in the throttle on behalf of a session. */
abstract sealed class Held extends Ticket permits HeldCall, HeldReply {
    /** Whose it is, as long as it waits. */
    final SessionState state;

    Held(SessionState state, Fop fop, long bytes, boolean free, long arrivedNanos) {
        super(fop, bytes, free, arrivedNanos);
        this.state = state;
    }

    final Session session() {
        return state.session();
    }

    /** The classes that it is of, of those that its session's calls may be of. */
    abstract long mask(InForce force, long ofSession);

    /** It waits from now on. */
    abstract void park();

    /** It goes on after it waited. */
    abstract void go();
}
