package io.brickyard.brickd.net;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all connections of a server together may hold for calls and replies. Past it, each connection gets one
 * call at a time; past twice as much, none until others are done.
 */
public final class Budget {
    private static final long MOST_BYTES = 512L << 20;

    private final long bytes;
    private final AtomicLong held = new AtomicLong();

    /** Of so many bytes. */
    public Budget(long bytes) {
        this.bytes = bytes;
    }

    /** A quarter of the memory that the JVM may take for buffers. */
    public static Budget ofThisMachine() {
        return new Budget(Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 4));
    }

    /** So many bytes more are held, or less. */
    void add(long change) {
        held.addAndGet(change);
    }

    /** Bytes held now. */
    public long heldBytes() {
        return held.get();
    }

    /** Whether connections should keep to one call at a time. */
    boolean isTight() {
        return held.get() > bytes;
    }

    /** Whether no more calls should be taken. */
    boolean isSpent() {
        return held.get() > 2 * bytes;
    }
}
