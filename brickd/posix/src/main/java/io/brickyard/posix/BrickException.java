package io.brickyard.posix;

/** A brick that cannot be used, with one line that says which, why and the way out. */
public final class BrickException extends Exception {
    private static final long serialVersionUID = 1L;

    public BrickException(String message) {
        super(message);
    }

    BrickException(String message, SysException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
