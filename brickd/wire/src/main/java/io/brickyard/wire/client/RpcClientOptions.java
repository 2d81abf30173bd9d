package io.brickyard.wire.client;

import java.time.Duration;

/**
 * Bounds of an {@link RpcClient}.
 *
 * @param maxOutstanding calls without reply at a time; a power of two
 * @param maxQueuedBytes bytes waiting to be written before callers wait
 * @param maxRecordBytes longest record accepted from the server
 * @param callTimeout how long a reply may take; checked coarsely
 * @param pingInterval how often to ping; zero = never
 * @param pingTimeout silence after which a pinged server counts as dead
 */
public record RpcClientOptions(int maxOutstanding, int maxQueuedBytes, int maxRecordBytes, Duration callTimeout,
        Duration pingInterval, Duration pingTimeout) {
    /** 1024 calls, 4 MiB, records of 16 MiB, 30 minutes, ping every 42 s with as much patience: stock's times. */
    public static final RpcClientOptions DEFAULT = new RpcClientOptions(1024, 4 << 20, 16 << 20,
            Duration.ofMinutes(30), Duration.ofSeconds(42), Duration.ofSeconds(42));

    /** Checks the numbers. */
    public RpcClientOptions {
        if (Integer.bitCount(maxOutstanding) != 1 || maxOutstanding < 0) {
            throw new IllegalArgumentException("maxOutstanding " + maxOutstanding + " is no power of two");
        }
        if (callTimeout.isNegative() || callTimeout.isZero()) {
            throw new IllegalArgumentException("callTimeout " + callTimeout + " must be positive");
        }
    }

    /** A copy with another call timeout. */
    public RpcClientOptions withCallTimeout(Duration newCallTimeout) {
        return new RpcClientOptions(maxOutstanding, maxQueuedBytes, maxRecordBytes, newCallTimeout, pingInterval,
                pingTimeout);
    }

    /** A copy with another bound of calls without reply. */
    public RpcClientOptions withMaxOutstanding(int newMaxOutstanding) {
        return new RpcClientOptions(newMaxOutstanding, maxQueuedBytes, maxRecordBytes, callTimeout, pingInterval,
                pingTimeout);
    }

    /** A copy with other ping times. */
    public RpcClientOptions withPing(Duration newPingInterval, Duration newPingTimeout) {
        return new RpcClientOptions(maxOutstanding, maxQueuedBytes, maxRecordBytes, callTimeout, newPingInterval,
                newPingTimeout);
    }
}
