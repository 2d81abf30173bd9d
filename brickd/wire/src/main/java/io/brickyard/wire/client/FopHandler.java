package io.brickyard.wire.client;

import io.brickyard.wire.fop.FopReply;

/** Gets the outcome of one file operation; the rules of {@link ReplyHandler} hold. */
public interface FopHandler {
    /** The reply, which may say that the operation failed. A READ's payload is overwritten after returning. */
    void onReply(FopReply reply);

    /** There is no reply. */
    void onFailure(CallFailedException failure);
}
