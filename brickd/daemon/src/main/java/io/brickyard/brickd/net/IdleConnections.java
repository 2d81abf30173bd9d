package io.brickyard.brickd.net;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Where the connections of a crowded listener rest while they have nothing to do: one thread and one selector for all of
 * them, in place of a thread, a selector and buffers each. Bytes, or whoever {@linkplain Connection#rouse rouses} it, give
 * a connection its own thread again, so nothing is ever served here and no client waits for another.
 */
final class IdleConnections implements AutoCloseable {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final Queue<Connection> coming = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Selector selector;
    private volatile boolean closed;

    /** A place without anybody; its thread starts when the first connection comes. */
    IdleConnections(String name) {
        this.name = name;
    }

    /** A connection without a thread rests here from now on. */
    void add(Connection connection) throws IOException {
        coming.add(connection);
        started().wakeup();
    }

    private Selector started() throws IOException {
        Selector there = selector;
        return there == null ? start() : there;
    }

    private synchronized Selector start() throws IOException {
        Selector made = selector;
        if (made == null) {
            made = Selector.open();
            selector = made;
            Selector own = made;
            Thread.ofPlatform().daemon().name(name + " idle").start(() -> watch(own));
        }
        return made;
    }

    /** The channel of a connection that rested here before is closed: what the selector has of it is let go. */
    void forget() {
        Selector there = selector;
        if (there != null) {
            there.wakeup();
        }
    }

    private void watch(Selector own) {
        long looked = System.nanoTime();
        try (own) {
            while (!closed || !own.keys().isEmpty()) {
                own.select(key -> rouse(key), TimeUnit.NANOSECONDS.toMillis(LOOK_NANOS));
                for (Connection next = coming.poll(); next != null; next = coming.poll()) {
                    take(own, next);
                }
                if (System.nanoTime() - looked >= LOOK_NANOS) {
                    looked = System.nanoTime();
                    rouseOverdue(own, looked);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("no selector works", e);
        }
    }

    private static void take(Selector own, Connection connection) {
        try {
            SelectionKey key = connection.channel().keyFor(own);
            if (key == null) {
                key = connection.channel().register(own, 0, connection);
            }
            // Roused already: then it is told of bytes once too often.
            key.interestOps(connection.isResting() ? SelectionKey.OP_READ : 0);
        } catch (ClosedChannelException | CancelledKeyException e) {
            connection.rouse();
        }
    }

    private static void rouse(SelectionKey key) {
        try {
            key.interestOps(0);
        } catch (CancelledKeyException e) {
            // Its connection has ended.
            return;
        }
        ((Connection) key.attachment()).rouse();
    }

    private static void rouseOverdue(Selector own, long nowNanos) {
        for (SelectionKey key : own.keys()) {
            if (key.attachment() instanceof Connection connection && connection.isOverdue(nowNanos)) {
                connection.rouse();
            }
        }
    }

    /** Ends once nobody rests here any more. */
    @Override
    public void close() {
        closed = true;
        forget();
    }
}
