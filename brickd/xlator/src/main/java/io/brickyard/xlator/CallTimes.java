package io.brickyard.xlator;

import io.brickyard.wire.fop.BrickTimes;

/**
 * Where the time of one call goes in its brick, kept for calls that ask for it. Whoever has the call in hands writes here;
 * calls are handed on through locks, so that one sees what the others wrote. All moments are of {@link System#nanoTime}.
 */
public final class CallTimes {
    private final long receivedNanos;
    private final long turnNanos;
    private final long woundNanos;
    private long waitNanos;
    private long storageNanos;
    private long sinceNanos;

    /**
     * The call is about to be wound.
     *
     * @param receivedNanos when its last byte was read from the socket
     * @param turnNanos when the calls before it had been served or queued
     * @param woundNanos now, after it was decoded
     */
    public CallTimes(long receivedNanos, long turnNanos, long woundNanos) {
        this.receivedNanos = receivedNanos;
        this.turnNanos = turnNanos;
        this.woundNanos = woundNanos;
    }

    /** It begins to wait, for a thread or for anything but the disk. */
    public void beginWait() {
        sinceNanos = System.nanoTime();
    }

    /** It goes on. */
    public void endWait() {
        waitNanos += System.nanoTime() - sinceNanos;
    }

    /** It is handed to the storage. */
    public void beginStorage() {
        sinceNanos = System.nanoTime();
    }

    /** The storage gives it back. */
    public void endStorage() {
        storageNanos += System.nanoTime() - sinceNanos;
    }

    /** All of it up to a moment, at which its reply has come up; what is neither wait nor storage is the stack's. */
    public BrickTimes until(long nowNanos) {
        return new BrickTimes(turnNanos - receivedNanos, woundNanos - turnNanos, waitNanos, storageNanos,
                nowNanos - woundNanos - waitNanos - storageNanos);
    }
}
