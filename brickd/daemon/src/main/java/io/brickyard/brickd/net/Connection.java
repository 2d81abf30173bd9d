package io.brickyard.brickd.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
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
 *
 * <p>Where many are connected, one that has nothing to do rests: it gives its thread and buffers back, and bytes or
 * whoever needs its thread rouse it.
 */
public final class Connection implements Runnable {
    private static final int CHUNK_BYTES = 128 << 10;
    /** Where many are connected. */
    private static final int SMALL_CHUNK_BYTES = 16 << 10;
    /** Longest record of a client that has not said what it wants. */
    private static final int INTRODUCTION_BYTES = 1 << 20;
    private static final int FLUSH_BYTES = 256 << 10;
    /** So long a connection without work keeps its thread where many are connected. */
    private static final long LINGER_MILLIS = 50;
    private final Programs programs;
    private final Crowd crowd;
    private final ConnectionEvents events;
    private final SocketLink link;
    private final Outbound outbound;
    private final Backlog backlog;
    private final RecordReader records;
    private final int maxRecordBytes;
    private final AtomicInteger callbackXid = new AtomicInteger();
    private volatile boolean draining;
    private volatile @Nullable String abortReason;
    private volatile @Nullable Object attachment;
    private final Patience patience;
    private final ConnectionThread thread;
    private boolean dropped;

    Connection(SocketChannel channel, Transport.Factory transports, Programs programs, Limits limits,
            ReadBuffers buffers, Crowd crowd, ConnectionEvents events) throws IOException {
        this.programs = programs;
        this.crowd = crowd;
        this.events = events;
        this.link = new SocketLink(channel, transports, new Waiting());
        this.outbound = new Outbound(link, buffers, crowd.budget(), this::wake);
        this.backlog = new Backlog(limits, crowd.budget(), outbound, this::wake);
        this.records = new RecordReader(link, crowd.isLarge() ? SMALL_CHUNK_BYTES : CHUNK_BYTES,
                Math.min(limits.maxRecordBytes(), INTRODUCTION_BYTES), ByteBuffer::allocateDirect);
        this.maxRecordBytes = limits.maxRecordBytes();
        this.patience = new Patience(limits);
        this.thread = new ConnectionThread(crowd, link, patience, this, this::close);
    }

    /** Gives it a thread; false if it has one. From any thread. */
    boolean rouse() {
        return thread.rouse();
    }

    boolean isResting() {
        return thread.isResting();
    }

    /** Reads and serves until either side ends it, or it rests. */
    @Override
    public void run() {
        String end = "client closed it";
        boolean rests = false;
        try {
            thread.begin();
            rests = serve();
            end = draining ? "server is ending" : end;
        } catch (IOException e) {
            dropped = e instanceof DroppedException;
            String reason = abortReason;
            end = reason != null ? reason : e.getMessage() == null ? e.toString() : e.getMessage();
        } catch (MalformedMessageException e) {
            dropped = true;
            end = "it sent what is no record: " + e.getMessage();
        } catch (OutOfMemoryError e) {
            // Clients' records together have a bound, the JVM's for buffers; who would pass it has to go.
            dropped = true;
            end = "no memory is left for its record";
        } finally {
            if (!rests) {
                close(end);
            }
        }
        if (rests) {
            rest();
        }
    }

    /** Leaves it without a thread until it is roused; after this another thread may be at work already. */
    void rest() {
        try {
            thread.rest();
        } catch (IOException | CancelledKeyException e) {
            abortReason = "cannot rest: " + e.getMessage();
        }
        if (!isIdle()) {
            rouse();
        }
    }

    /** Whether nobody needs its thread, but for bytes that may come. */
    private boolean isIdle() {
        return !draining && abortReason == null && backlog.isEmpty() && outbound.isEmpty() && link.isFlushed();
    }

    /** Whether it has rested its thread's while, where many are connected; it then keeps no memory. */
    private boolean hasIdled() throws IOException {
        while (crowd.isLarge() && !records.isWithinRecord() && !draining && !link.awaitBytes(LINGER_MILLIS)) {
            // Else calls are under way, whose end wakes nobody.
            if (isIdle()) {
                records.slim();
                outbound.slim();
                link.rest();
                return true;
            }
        }
        return false;
    }

    /** Serves until the connection ends, which is false, or rests. */
    private boolean serve() throws IOException {
        XdrReader record = new XdrReader();
        while (!draining) {
            if (hasIdled()) {
                return true;
            }
            if (!records.next(record)) {
                break;
            }
            patience.recordEnded();
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
        return false;
    }

    private void receive(XdrReader record) {
        link.clock().turn();
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
        backlog.close();
        programs.ended(this);
        try {
            link.close();
        } catch (IOException e) {
            // Nobody is left to tell: the descriptor is gone either way.
            end = end + " (" + e.getMessage() + ")";
        }
        crowd.selector().forgetClosed();
        events.ended(this, end);
    }

    /** Ends its thread's wait, or rouses it. */
    private void wake() {
        if (!link.wake()) {
            rouse();
        }
    }

    /** Whether it ended because the client passed a bound or spoke what it should not; asked on its thread, at its end. */
    boolean isDropped() {
        return dropped;
    }

    /** Starts counting a call of a file operation; its reply goes through {@link #reply(int, FopReply, long, ReplyMarks)}. */
    public void begin(long bytes) {
        backlog.add(bytes);
    }

    /** A call begun with that many bytes is held back on purpose: it does not keep this from reading on. */
    public void park(long bytes) {
        backlog.park(bytes);
    }

    /** It goes on. */
    public void resume(long bytes) {
        backlog.resume(bytes);
    }

    /** Ends a call begun with that many bytes; {@code marks} hears of its way unless it is null. */
    public void reply(int xid, FopReply reply, long bytes, @Nullable ReplyMarks marks) {
        outbound.add(xid, reply, marks);
        flushUnlessOwn();
        backlog.remove(bytes);
    }

    /** Replies to a call that was not begun: a lock that may have waited. */
    public void replyToWaiter(int xid, FopReply reply) {
        outbound.add(xid, reply, null);
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
        if (thread.isCurrent()) {
            return;
        }
        try {
            outbound.flush();
        } catch (IOException e) {
            abort("cannot write: " + e.getMessage());
        }
        backlog.wakeIfRoom();
    }

    /** Ends the connection soon, from any thread. */
    public void abort(String reason) {
        abortReason = reason;
        wake();
    }

    /** Reads no more, answers what is under way, and ends. */
    void drain() {
        draining = true;
        wake();
    }

    /** The client has said what it wants: it may stay as long as it likes. Told on its thread. */
    public void introduced() {
        patience.introduced();
        records.limitRecords(maxRecordBytes);
    }

    /** Nobody waits for what this client sends and gets: other connections go first. Told on its thread. */
    public void inBackground() {
        thread.toBackground();
    }

    /** When the call that is being served came; for its thread. */
    public CallClock clock() {
        return link.clock();
    }

    /** What a program keeps for this connection. */
    public @Nullable Object attachment() {
        return attachment;
    }

    /** Keeps something for this connection. */
    public void attach(@Nullable Object newAttachment) {
        attachment = newAttachment;
    }

    /** What it has carried so far and has under way. */
    public Traffic traffic() {
        return new Traffic(link.readBytes(), link.writtenBytes(), backlog.calls());
    }

    /** Address and port of the client. */
    public String peer() {
        return link.peer();
    }

    SocketChannel channel() {
        return link.channel();
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
            boolean readsRecord = records.isWithinRecord() && !backlog.isFull();
            return patience.deadlineNanos(backlog.isFullForOthers(), outbound.isStuck(), outbound.movedNanos(),
                    readsRecord);
        }
    }
}
