package io.brickyard.xlator;

import io.brickyard.wire.fop.FopReply;

/** Takes the reply of one call. */
@FunctionalInterface
public interface Unwind {
    /** Passes the reply up; called exactly once per call. */
    void unwind(FopReply reply);

    /**
     * The call waits because it shall, not for want of anything: it does not count as under way until {@link #resumed}.
     * Both come once at most and may come in any order.
     */
    default void parked() {
    }

    /** The call goes on. */
    default void resumed() {
    }
}
