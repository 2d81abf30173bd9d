package io.brickyard.brickd.glusterd;

/** A brick's place at glusterd cannot be had; the message is one line with the way out. */
public final class GlusterdException extends Exception {
    private static final long serialVersionUID = 1;

    /** With a message for the user. */
    public GlusterdException(String message) {
        super(message);
    }

    /** With a message for the user, and what lies behind it. */
    public GlusterdException(String message, Throwable cause) {
        super(message, cause);
    }
}
