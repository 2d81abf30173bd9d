package io.brickyard.brickd.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.brickyard.posix.Background;
import org.jspecify.annotations.Nullable;

/**
 * One client's socket. Its own thread waits here, for bytes, for room to write or for a wake-up; any thread may write
 * and never waits: what the kernel does not take stays with the caller. So the socket is in non-blocking mode. While
 * nobody needs to wait here it may be without a thread.
 */
final class SocketLink implements ReadableByteChannel {
    private static final long NO_DEADLINE = Long.MAX_VALUE;

    private final SocketChannel channel;
    private final Transport transport;
    private final Object waking = new Object();
    /** Changed under {@link #waking}, by the link's thread. */
    private @Nullable SocketWait wait;
    private final String peer;
    private final Waiter waiter;
    private final AtomicLong readBytes = new AtomicLong();
    private final AtomicLong writtenBytes = new AtomicLong();
    private boolean drained = true;
    private final CallClock clock = new CallClock();

    /** What the link's thread does around its waits. */
    interface Waiter {
        /** Whether more bytes are wanted; if not, only writing and wake-ups end a wait. */
        boolean wantsBytes();

        /** Whether reading is over: the link then reads as if the client had ended it. */
        boolean isEnding();

        /** Whether written bytes wait for room in the kernel. */
        boolean wantsRoom();

        /** There is room. */
        void onRoom() throws IOException;

        /** Until when to wait, by System.nanoTime; throws why the connection has to end if it must already. */
        long deadlineNanos() throws IOException;
    }

    SocketLink(SocketChannel channel, Transport.Factory transports, Waiter waiter) throws IOException {
        this.channel = channel;
        this.waiter = waiter;
        this.peer = channel.getRemoteAddress() instanceof InetSocketAddress address
                ? address.toString().substring(1)
                : "local process";
        channel.configureBlocking(false);
        transport = transports.over(channel);
    }

    /** The current thread is the link's from now on and waits in this way. */
    void begin(SocketWait ownWait) {
        synchronized (waking) {
            wait = ownWait;
        }
        drained = false;
    }

    /** The link has no thread any more, until another begins. */
    void rest() throws IOException {
        SocketWait ended;
        synchronized (waking) {
            ended = wait;
            wait = null;
        }
        if (ended != null) {
            ended.end();
        }
    }

    /** Waits for bytes and reads as many as there are. */
    @Override
    public int read(ByteBuffer target) throws IOException {
        while (true) {
            if (waiter.isEnding()) {
                return -1;
            }
            if (!drained && waiter.wantsBytes()) {
                int limit = target.limit();
                int count = transport.read(target.limit(target.position() + Background.piece(target.remaining())));
                target.limit(limit);
                drained = transport.isDrained();
                if (count != 0) {
                    clock.read();
                    Background.moved(count);
                    readBytes.addAndGet(Math.max(0, count));
                    return count;
                }
            }
            await();
        }
    }

    /** Hears of each read. */
    CallClock clock() {
        return clock;
    }

    /** Waits for bytes so long; whether there may be any. */
    boolean awaitBytes(long millis) throws IOException {
        if (drained) {
            await(millis);
        }
        return !drained;
    }

    /** Waits for bytes if wanted, for room if wanted, or for a wake-up. */
    void await() throws IOException {
        await(Long.MAX_VALUE);
    }

    private void await(long atMostMillis) throws IOException {
        SocketWait own = wait;
        if (own == null) {
            throw new ClosedChannelException();
        }
        boolean wantsBytes = waiter.wantsBytes();
        boolean wantsRoom = waiter.wantsRoom() || !transport.isFlushed();
        int interest = (wantsBytes ? SelectionKey.OP_READ : 0) | (wantsRoom ? SelectionKey.OP_WRITE : 0);
        int ready = own.await(interest, Math.min(atMostMillis, leftMillis(waiter.deadlineNanos())));
        if ((ready & SelectionKey.OP_READ) != 0) {
            drained = false;
        }
        if (wantsRoom && (ready & SelectionKey.OP_WRITE) != 0) {
            if (waiter.wantsRoom()) {
                waiter.onRoom();
            } else {
                flush();
            }
        }
        waiter.deadlineNanos();
    }

    private static long leftMillis(long deadlineNanos) {
        return deadlineNanos == NO_DEADLINE ? Long.MAX_VALUE
                : Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()) + 1);
    }

    /** No deadline, for {@link Waiter#deadlineNanos}. */
    static long noDeadline() {
        return NO_DEADLINE;
    }

    /** Ends a wait of the link's thread; false if it has none. */
    boolean wake() {
        synchronized (waking) {
            if (wait == null) {
                return false;
            }
            wait.wake();
            return true;
        }
    }

    /** Writes what the kernel takes at once. */
    long writeNow(ByteBuffer[] sources, int first, int count) throws IOException {
        if (Background.isHere()) {
            return writeInTurn(sources, first, count);
        }
        long taken = transport.write(sources, first, count);
        writtenBytes.addAndGet(taken);
        return taken;
    }

    private long writeInTurn(ByteBuffer[] sources, int first, int count) throws IOException {
        long taken = 0;
        for (int i = first; i < first + count; i++) {
            taken += writeNow(sources[i]);
            if (sources[i].hasRemaining()) {
                break;
            }
        }
        return taken;
    }

    /** Writes what the kernel takes at once. */
    int writeNow(ByteBuffer source) throws IOException {
        int limit = source.limit();
        int begin = source.position();
        int end;
        do {
            end = source.position() + Background.piece(limit - source.position());
            int taken = transport.write(source.limit(end));
            source.limit(limit);
            writtenBytes.addAndGet(taken);
            Background.moved(taken);
        } while (source.position() == end && end < limit);
        return source.position() - begin;
    }

    /** Writes on what was written and is not in the kernel yet; true if anything moved. */
    boolean flush() throws IOException {
        return transport.flush();
    }

    /** Whether all that was written is in the kernel. */
    boolean isFlushed() {
        return transport.isFlushed();
    }

    /** See {@link Transport#commonName}. */
    @Nullable
    String commonName() {
        return transport.commonName();
    }

    /** How many bytes of records have come. */
    long readBytes() {
        return readBytes.get();
    }

    /** How many bytes of records have gone. */
    long writtenBytes() {
        return writtenBytes.get();
    }

    String peer() {
        return peer;
    }

    SocketChannel channel() {
        return channel;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            transport.end();
        } finally {
            // The descriptor goes when the selector that knew it is closed.
            rest();
        }
    }
}
