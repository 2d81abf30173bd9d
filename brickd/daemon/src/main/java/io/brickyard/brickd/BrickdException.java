package io.brickyard.brickd;

/** The server cannot run as told. The message is one line that says why and the way out. */
public final class BrickdException extends Exception {
    private static final long serialVersionUID = 1L;

    /** For a reason that the user can do something about. */
    public BrickdException(String message) {
        super(message);
    }

    /** The same, with what lies behind it. */
    public BrickdException(String message, Throwable cause) {
        super(message, cause);
    }
}
