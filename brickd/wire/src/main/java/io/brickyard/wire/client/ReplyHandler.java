package io.brickyard.wire.client;

import io.brickyard.wire.xdr.XdrReader;

/**
 * Gets the outcome of one call, exactly once, on the client's reader or timer thread (or the caller's, if the call fails
 * at once). Must not block: other replies wait.
 */
public interface ReplyHandler {
    /**
     * The results, to be decoded before returning: the bytes are overwritten afterwards. A
     * {@link io.brickyard.wire.xdr.MalformedMessageException} from here leads to {@link #onFailure}.
     */
    void onReply(XdrReader results);

    /** There are no results. */
    void onFailure(CallFailedException failure);
}
