package io.brickyard.xlator;

/**
 * A volfile that GlusterFS's grammar does not allow, or that asks for what cannot be built. The message says what stands
 * there and what should.
 */
public final class VolfileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** A fault of the statement or volume in {@code line}. */
    public VolfileException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** The line at fault, from 1. */
    public int line() {
        return line;
    }
}
