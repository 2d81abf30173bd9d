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

    /** The way up through a layer, which passes on to {@link #up} that a call waits and goes on. */
    interface Through extends Unwind {
        /** The way further up. */
        Unwind up();

        @Override
        default void parked() {
            up().parked();
        }

        @Override
        default void resumed() {
            up().resumed();
        }
    }
}
