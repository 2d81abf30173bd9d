package io.brickyard.brickd.net;

import java.time.Duration;

/**
 * Bounds that one client cannot pass at the cost of others.
 *
 * @param maxConnections more are turned away at once
 * @param crowd with more than so many, one that has nothing to do gives its thread and buffers back
 * @param maxRecordBytes a longer record ends its connection
 * @param maxPendingCalls calls under way on one connection before no more are read; locks that wait do not count
 * @param maxPendingBytes payloads and replies held for one connection before no more is read from it
 * @param introduction until when a new connection must have named its volume or asked for a volume file
 * @param record how long a record may take from its first byte to its last
 * @param stall how long a client may leave replies unread
 */
public record Limits(int maxConnections, int crowd, int maxRecordBytes, int maxPendingCalls, long maxPendingBytes,
        Duration introduction, Duration record, Duration stall) {
    /** So many can each afford a thread of their own all the time, which is fastest. */
    private static final int CROWD = 256;

    /** For a brick: records of stock's largest writes and far beyond. */
    public static Limits ofBrick(int maxConnections) {
        return new Limits(maxConnections, CROWD, 64 << 20, 1024, 32L << 20, Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
    }

    /** For the management listener, where stock clients stay connected too: nothing large is ever asked there. */
    public static Limits ofManagement(int maxConnections) {
        return new Limits(maxConnections, CROWD, 1 << 20, 64, 4 << 20, Duration.ofSeconds(60), Duration.ofSeconds(30),
                Duration.ofSeconds(30));
    }
}
