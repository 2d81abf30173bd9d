package io.brickyard.load.run;

/** A run that cannot be: the message names what is wrong and the way out, in one line without a full stop. */
public final class LoadException extends Exception {
    private static final long serialVersionUID = 1L;

    public LoadException(String message) {
        super(message);
    }

    public LoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
