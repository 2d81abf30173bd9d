package io.brickyard.cli;

/**
 * How a brickyard command ends. One table for all commands: {@code --help} and the man pages print it.
 *
 * <p>When several apply, the highest of {@link #PARTIAL}, {@link #SPLIT_BRAIN} and {@link #DIFFERS} is given, else the
 * one that stopped the run. Scripts must take an unknown code for a failure.
 */
public enum ExitCode {
    DONE(0, "done, nothing left"),
    FAILED(1, "could not run (environment, connection, permission)"),
    USAGE(2, "wrong usage"),
    PARTIAL(3, "done in part: inputs unusable, I/O errors, entries still pending"),
    SPLIT_BRAIN(4, "split-brain found"),
    DIFFERS(5, "data differs: verify mismatch, diverged replicas"),
    STOPPED(6, "stopped by window, limit or cursor; run again to go on"),
    LOCKED(11, "locked by another run"),
    INTERNAL(70, "internal error (a bug: please report it)"),
    INTERRUPTED(130, "interrupted, results so far printed");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number that the process exits with. */
    public int code() {
        return code;
    }

    /** What it means, in a phrase for help and man pages. */
    public String meaning() {
        return meaning;
    }
}
