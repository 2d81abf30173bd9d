package io.brickyard.wire.client;

import java.util.function.LongConsumer;

/**
 * The moments of one call on its way through an {@link RpcClient}, by {@link System#nanoTime}. All but the end of the
 * write are known when the reply is delivered; they rise in the order of their methods.
 */
public final class RpcMarks {
    private final LongConsumer writeCalls;
    private volatile long queuedNanos;
    private volatile long writingNanos;
    private volatile long receivedNanos;
    private volatile long turnNanos;

    /**
     * None passed yet.
     *
     * @param writeCalls hears how long the system call took that wrote this call, maybe with others; on any thread, and
     *        maybe after the reply
     */
    public RpcMarks(LongConsumer writeCalls) {
        this.writeCalls = writeCalls;
    }

    /** It was encoded and queued. */
    public long queuedNanos() {
        return queuedNanos;
    }

    /** Writing it to the socket began. */
    public long writingNanos() {
        return writingNanos;
    }

    /** The last byte of its reply was read from the socket. */
    public long receivedNanos() {
        return receivedNanos;
    }

    /** Replies that were read together with its own and stood before it had been delivered. */
    public long turnNanos() {
        return turnNanos;
    }

    void queued() {
        queuedNanos = System.nanoTime();
    }

    void writing(long nowNanos) {
        writingNanos = nowNanos;
    }

    void written(long nowNanos) {
        writeCalls.accept(nowNanos - writingNanos);
    }

    void received(long readNanos, long nowNanos) {
        receivedNanos = readNanos;
        turnNanos = nowNanos;
    }
}
