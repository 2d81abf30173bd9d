package io.brickyard.xlator.throttle.policy;

/** A policy, or a workload to try one with, that cannot be. The message is one line that names the place, what stands there and what could. */
public final class PolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** A fault in {@code line}, from 1. */
    PolicyException(int line, String message) {
        super("line " + line + ": " + message);
        this.line = line;
    }

    /** The line at fault, from 1. */
    public int line() {
        return line;
    }
}
