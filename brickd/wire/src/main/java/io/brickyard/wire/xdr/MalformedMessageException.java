package io.brickyard.wire.xdr;

/** Input bytes that are no message of this protocol: too short, a length out of bounds, an unknown tag. */
public final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says in one line what was wrong. */
    public MalformedMessageException(String message) {
        super(message);
    }
}
