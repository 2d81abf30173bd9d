package io.brickyard.xlator;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.rpc.Credential;

/**
 * One FOP on its way down a stack.
 *
 * @param request the FOP and its arguments; the payload of a WRITE is a view of the receive buffer
 * @param session whose connection it came in on
 * @param credential on whose behalf: uid, gid, groups, lock owner, pid class
 * @param arrivedNanos when its record was complete, by {@link System#nanoTime}
 */
public record Call(FopRequest request, Session session, Credential credential, long arrivedNanos) {
    /** Which FOP it is. */
    public Fop fop() {
        return request.fop();
    }

    /** The complete reply that says -1 and {@code errno}. */
    public FopReply failure(int errno) {
        return request.fop().failure(errno);
    }

    /** The same call with another request. */
    public Call with(FopRequest other) {
        return new Call(other, session, credential, arrivedNanos);
    }
}
