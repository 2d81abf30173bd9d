package io.brickyard.xlator;

import io.brickyard.wire.fop.FopReply;

/** Takes the reply of one call. */
@FunctionalInterface
public interface Unwind {
    /** Passes the reply up; called exactly once per call. */
    void unwind(FopReply reply);
}
