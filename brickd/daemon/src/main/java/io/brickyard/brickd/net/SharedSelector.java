package io.brickyard.brickd.net;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * One selector and one thread that watch the sockets of a crowded listener's connections, in place of a selector each.
 * All that the thread does is tell connections that they are ready: nothing is served here, and no client waits for
 * another.
 */
final class SharedSelector implements AutoCloseable {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private volatile @Nullable Selector selector;
    private volatile boolean closed;

    /** Without sockets; its thread starts with the first one. */
    SharedSelector(String name) {
        this.name = name;
    }

    /** Hears of its socket, and is looked at once a second. */
    interface Member {
        /** The socket is ready for these operations; it is not watched until it is asked for again. */
        void ready(int operations);

        /** Time passes. */
        void look(long nowNanos);
    }

    /** The key by which a socket is watched, for nothing yet. */
    SelectionKey register(SocketChannel channel, Member member) throws IOException {
        Selector own = started();
        try {
            SelectionKey key = channel.keyFor(own);
            return key == null ? channel.register(own, 0, member) : key;
        } catch (ClosedSelectorException e) {
            throw new IOException("server is ending", e);
        }
    }

    /** Watches for these operations from now on, until the socket is ready for one of them. */
    static void watch(SelectionKey key, int operations) {
        key.interestOps(operations);
        key.selector().wakeup();
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
            Thread.ofPlatform().daemon().name(name + " crowd").start(() -> watchAll(own));
        }
        return made;
    }

    /** A socket was closed: what the selector has of it, its descriptor included, is let go. */
    void forgetClosed() {
        Selector there = selector;
        if (there != null) {
            there.wakeup();
        }
    }

    private void watchAll(Selector own) {
        long looked = System.nanoTime();
        try (own) {
            while (!closed || !own.keys().isEmpty()) {
                own.select(SharedSelector::tell, TimeUnit.NANOSECONDS.toMillis(LOOK_NANOS));
                long now = System.nanoTime();
                if (now - looked >= LOOK_NANOS) {
                    looked = now;
                    own.keys().forEach(key -> ((Member) key.attachment()).look(now));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("no selector works", e);
        }
    }

    private static void tell(SelectionKey key) {
        try {
            int ready = key.readyOps();
            key.interestOps(0);
            ((Member) key.attachment()).ready(ready);
        } catch (CancelledKeyException e) {
            // Its connection has just ended.
            return;
        }
    }

    /** Ends once all sockets are closed. */
    @Override
    public void close() {
        closed = true;
        forgetClosed();
    }
}
