package io.brickyard.cli;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Standard output takes no more. Unchecked, because {@link java.io.PrintStream} swallows checked ones: a command whose
 * reader has gone must stop working instead of printing into nothing.
 */
final class OutputFailedException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    private final boolean readerIsGone;

    OutputFailedException(IOException cause) {
        super("cannot write standard output: " + cause.getMessage(), cause);
        String message = String.valueOf(cause.getMessage());
        this.readerIsGone = message.contains("Broken pipe") || message.contains("Connection reset");
    }

    /** The reader closed its end, as {@code head} does when it has seen enough; anything else is a real failure. */
    boolean readerIsGone() {
        return readerIsGone;
    }
}
