package io.brickyard.brickd.graph;

/**
 * Thrown by storage on a connection's thread when a READ needs the disk. It passes the translators in between before any
 * of them has counted the call, so that the call can be wound again as if nothing had been.
 */
final class WouldWait extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: it is no failure. */
    WouldWait() {
        super("the disk is needed", null, false, false);
    }
}
