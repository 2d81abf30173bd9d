package io.brickyard.brickd.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.program.Message;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.RecordReader;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection and the thread that reads it. Calls are served on this thread as far as they need not wait;
 * replies come from any thread and never make it wait. While a client has too much under way or unread, no more is read
 * from it; one that does not read at all, or does not finish a record, is dropped.
 */
public final class Connection implements Runnable {
    private static final int CHUNK_BYTES = 128 << 10;
    private static final int FLUSH_BYTES = 256 << 10;

    private final Programs programs;
    private final Limits limits;
    private final ConnectionEvents events;
    private final SocketLink link;
    private final Outbound outbound;
    private final Backlog backlog;
    private final RecordReader records;
    private final AtomicInteger callbackXid = new AtomicInteger();

    private volatile long threadId = -1;
    private volatile boolean introduced;
    private volatile boolean draining;
    private volatile @Nullable String abortReason;
    private volatile @Nullable Object attachment;
    private final long introductionNanos;
    private long recordBeganNanos;
    private boolean withinRecord;
    private boolean dropped;

    Connection(SocketChannel channel, Transport.Factory transports, Programs programs, Limits limits,
            ReadBuffers buffers,
            ConnectionEvents events) throws IOException {
        this.programs = programs;
        this.limits = limits;
        this.events = events;
        this.link = new SocketLink(channel, transports, new Waiting());
        this.outbound = new Outbound(link, buffers);
        this.backlog = new Backlog(limits, outbound, link::wake);
        this.records = new RecordReader(link, CHUNK_BYTES, limits.maxRecordBytes(), ByteBuffer::allocateDirect);
        this.introductionNanos = System.nanoTime() + limits.introduction().toNanos();
    }

    /** Reads and serves until either side ends it. */
    @Override
    public void run() {
        threadId = Thread.currentThread().threadId();
        String end = "client closed it";
        try {
            serve();
            end = draining ? "server is ending" : end;
        } catch (IOException e) {
            dropped = e instanceof DroppedException;
            String reason = abortReason;
            end = reason != null ? reason : e.getMessage() == null ? e.toString() : e.getMessage();
        } catch (MalformedMessageException e) {
            dropped = true;
            end = "it sent what is no record: " + e.getMessage();
        } finally {
            close(end);
        }
    }

    private void serve() throws IOException {
        XdrReader record = new XdrReader();
        while (!draining && records.next(record)) {
            withinRecord = false;
            receive(record);
            if (!records.hasNext() || outbound.queuedBytes() > FLUSH_BYTES) {
                outbound.flush();
            }
            while (backlog.isFull() && !draining) {
                outbound.flush();
                if (backlog.isFull()) {
                    link.await();
                }
            }
        }
        while (draining && backlog.hasPending()) {
            outbound.flush();
            link.await();
        }
        outbound.flush();
        while (outbound.isStuck()) {
            link.await();
        }
    }

    private void receive(XdrReader record) {
        RpcCall call = RpcCall.decode(record);
        switch (call.verdict()) {
            case IGNORE -> {
                // As stock: no answer, the connection stays.
            }
            case DENY -> outbound.add(call.xid(), RpcReply.Status.AUTH_ERROR);
            case ACCEPT -> programs.serve(call, record, this);
        }
    }

    private void close(String end) {
        outbound.close();
        programs.ended(this);
        try {
            link.close();
        } catch (IOException e) {
            // Nobody is left to tell: the descriptor is gone either way.
            end = end + " (" + e.getMessage() + ")";
        }
        events.ended(this, end);
    }

    /** Whether it ended because the client passed a bound or spoke what it should not; asked on its thread, at its end. */
    boolean isDropped() {
        return dropped;
    }

    /** Starts counting a call of a file operation; its reply goes through {@link #reply(int, FopReply, long)}. */
    public void begin(long bytes) {
        backlog.add(bytes);
    }

    /** Ends a call begun with that many bytes. */
    public void reply(int xid, FopReply reply, long bytes) {
        outbound.add(xid, reply);
        flushUnlessOwn();
        backlog.remove(bytes);
    }

    /** Replies to a call that was not begun: a lock that may have waited. */
    public void replyToWaiter(int xid, FopReply reply) {
        outbound.add(xid, reply);
        flushUnlessOwn();
    }

    /** Replies to any other call. */
    public void reply(int xid, Message result) {
        outbound.add(xid, result);
        flushUnlessOwn();
    }

    /** Replies without results. */
    public void reply(int xid, RpcReply.Status status) {
        outbound.add(xid, status);
        flushUnlessOwn();
    }

    /** Calls the client; it never answers. */
    public void call(Callback callback) {
        outbound.add(new RpcCall(callbackXid.incrementAndGet(), Callback.PROGRAM, Callback.VERSION,
                callback.procedure(), Credential.NULL), callback);
        flushUnlessOwn();
    }

    /** The connection's own thread flushes when it has served all that came together. */
    private void flushUnlessOwn() {
        if (Thread.currentThread().threadId() == threadId) {
            return;
        }
        try {
            outbound.flush();
        } catch (IOException e) {
            abort("cannot write: " + e.getMessage());
        }
    }

    /** Ends the connection soon, from any thread. */
    public void abort(String reason) {
        abortReason = reason;
        link.wake();
    }

    /** Reads no more, answers what is under way, and ends. */
    void drain() {
        draining = true;
        link.wake();
    }

    /** The client has said what it wants: it may stay as long as it likes. */
    public void introduced() {
        introduced = true;
    }

    /** What a program keeps for this connection. */
    public @Nullable Object attachment() {
        return attachment;
    }

    /** Keeps something for this connection. */
    public void attach(@Nullable Object newAttachment) {
        attachment = newAttachment;
    }

    /** How many bytes have come from the client. */
    public long readBytes() {
        return link.readBytes();
    }

    /** How many bytes have gone to the client. */
    public long writtenBytes() {
        return link.writtenBytes();
    }

    /** Calls of file operations without reply; locks that wait do not count. */
    public int pendingCalls() {
        return backlog.calls();
    }

    /** Address and port of the client. */
    public String peer() {
        return link.peer();
    }

    /** Address and port of the client. */
    public InetSocketAddress peerAddress() {
        return (InetSocketAddress) link.channel().socket().getRemoteSocketAddress();
    }

    /** The common name of the client's certificate; null without TLS. */
    public @Nullable String commonName() {
        return link.commonName();
    }

    /** Address and port that the client came to. */
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) link.channel().socket().getLocalSocketAddress();
    }

    /** What the link asks around its waits. */
    private final class Waiting implements SocketLink.Waiter {
        @Override
        public boolean wantsBytes() {
            return !draining && !backlog.isFull();
        }

        @Override
        public boolean isEnding() {
            return draining;
        }

        @Override
        public boolean wantsRoom() {
            return outbound.isStuck();
        }

        @Override
        public void onRoom() throws IOException {
            outbound.resume();
        }

        @Override
        public long deadlineNanos() throws IOException {
            String reason = abortReason;
            if (reason != null) {
                throw new IOException(reason);
            }
            long now = System.nanoTime();
            long nearest = SocketLink.noDeadline();
            if (outbound.isStuck()) {
                nearest = earlier(now, nearest, outbound.movedNanos() + limits.stall().toNanos(),
                        "it does not read its replies");
            }
            if (!introduced) {
                nearest = earlier(now, nearest, introductionNanos, "it never said what it wants");
            }
            if (records.isWithinRecord() && !backlog.isFull()) {
                if (!withinRecord) {
                    withinRecord = true;
                    recordBeganNanos = now;
                }
                nearest = earlier(now, nearest, recordBeganNanos + limits.record().toNanos(),
                        "it does not finish a record");
            }
            return nearest;
        }

        private static long earlier(long now, long nearest, long deadline, String reason) throws IOException {
            if (now - deadline >= 0) {
                throw new DroppedException(reason);
            }
            return nearest == SocketLink.noDeadline() ? deadline : Math.min(nearest, deadline);
        }
    }
}
