package io.brickyard.xlator;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.rpc.Credential;
import org.jspecify.annotations.Nullable;

/**
 * One FOP on its way down a stack.
 *
 * @param request the FOP and its arguments; the payload of a WRITE is a view of the receive buffer
 * @param session whose connection it came in on
 * @param credential on whose behalf: uid, gid, groups, lock owner, pid class
 * @param arrivedNanos when its record was complete, by {@link System#nanoTime}
 * @param times where its time goes; null unless it asked
 */
public record Call(FopRequest request, Session session, Credential credential, long arrivedNanos,
        @Nullable CallTimes times) {
    /** A call that does not ask where its time goes. */
    public Call(FopRequest request, Session session, Credential credential, long arrivedNanos) {
        this(request, session, credential, arrivedNanos, null);
    }

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
        return new Call(other, session, credential, arrivedNanos, times);
    }
}
