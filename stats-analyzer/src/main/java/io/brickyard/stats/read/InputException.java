package io.brickyard.stats.read;

/** An input that cannot be used. The message says what is wrong and, where there is one, the way out. */
public final class InputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** A fault of the whole input. */
    public InputException(String message) {
        this(0, message);
    }

    /** A fault of one line, counted from 1. */
    public InputException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** The line at fault, 0 for the whole input. */
    public int line() {
        return line;
    }

    /** What is wrong; never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
