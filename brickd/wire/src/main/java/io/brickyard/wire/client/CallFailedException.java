package io.brickyard.wire.client;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/** A call got no result: the connection, the RPC layer or the clock ended it. The operation may have been executed. */
public final class CallFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What ended the call. */
    public enum Reason {
        /** The connection ended or was never there. */
        DISCONNECTED,
        /** No reply in time. */
        TIMEOUT,
        /** The server answered with an RPC error. */
        REJECTED,
        /** The reply does not decode. */
        MALFORMED,
        /** Too many calls are unanswered, and the caller is a thread that must not wait. */
        OVERLOADED
    }

    /** One line for people, and what it was for programs. */
    public CallFailedException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What ended the call. */
    public Reason reason() {
        return reason;
    }
}
