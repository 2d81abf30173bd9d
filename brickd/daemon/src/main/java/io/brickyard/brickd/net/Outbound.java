package io.brickyard.brickd.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.program.Message;
import io.brickyard.wire.rpc.RecordBatch;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.xdr.XdrWriter;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way to one client. Promises: any thread adds and flushes without ever waiting for the socket; one
 * thread at a time writes, and takes along what others added meanwhile; each record leaves whole and once. When the
 * kernel has no more room, writing is left to the connection's own thread, which waits for room. What is queued is
 * bounded by the connection, which reads no more calls while {@link #queuedBytes} is large.
 */
final class Outbound {
    private static final ByteBuffer NO_MEMORY = ByteBuffer.allocateDirect(0);
    /** Payloads up to this size are copied behind their header: cheaper than one more piece in the write. */
    private static final int INLINE_BYTES = 8192;

    private final ReadBuffers buffers;
    private final Budget budget;
    private final Runnable wake;
    private final PartialWrite partial;

    private Batch filling;
    private Batch leaving;
    private boolean writing;
    private boolean stuck;
    private boolean closed;
    /** What the budget knows of: all that is queued, while it does not leave at once. */
    private long countedBytes;
    private volatile long leavingBytes;
    private volatile long movedNanos = System.nanoTime();

    /** Records and the buffers that must stay untouched until they are written. */
    private static final class Batch {
        final RecordBatch records;
        final List<ByteBuffer> payloads = new ArrayList<>();
        final List<ReplyMarks> marks = new ArrayList<>();

        Batch(ByteBuffer memory) {
            records = new RecordBatch(new XdrWriter(memory), INLINE_BYTES);
        }
    }

    Outbound(SocketLink link, ReadBuffers buffers, Budget budget, Runnable wake) {
        this.budget = budget;
        this.wake = wake;
        this.buffers = buffers;
        this.partial = new PartialWrite(link);
        this.filling = new Batch(NO_MEMORY.duplicate());
        this.leaving = new Batch(NO_MEMORY.duplicate());
    }

    /** Gives its memory back if nothing is queued; what is queued later gets new memory. */
    synchronized void slim() {
        if (isEmpty()) {
            filling = new Batch(NO_MEMORY.duplicate());
            leaving = new Batch(NO_MEMORY.duplicate());
        }
    }

    /** Whether nothing is queued or being written. */
    synchronized boolean isEmpty() {
        return !writing && !stuck && filling.records.isEmpty();
    }

    /**
     * Queues the reply to a file operation; its payload's buffer is given back once it is written, and {@code marks} hears
     * of its way unless it is null.
     */
    synchronized void add(int xid, FopReply reply, @Nullable ReplyMarks marks) {
        if (closed) {
            return;
        }
        try {
            filling.records.addReply(xid, reply);
        } catch (RuntimeException e) {
            // Too long to send. The client must hear something, or it waits for half an hour.
            filling.records.abandon();
            add(xid, RpcReply.Status.SYSTEM_ERR);
            return;
        }
        ByteBuffer payload = reply.payload();
        if (payload.remaining() > INLINE_BYTES) {
            filling.payloads.add(payload);
        } else {
            buffers.release(payload);
        }
        if (marks != null) {
            marks.queued(System.nanoTime());
            filling.marks.add(marks);
        }
        count();
    }

    /** Queues the reply to any other call. */
    synchronized void add(int xid, Message result) {
        if (!closed) {
            XdrWriter out = filling.records.begin();
            RpcReply.encodeSuccess(xid, out);
            result.encode(out);
            filling.records.end();
            count();
        }
    }

    /** Queues a reply without results. */
    synchronized void add(int xid, RpcReply.Status status) {
        if (!closed) {
            new RpcReply(xid, status).encode(filling.records.begin());
            filling.records.end();
            count();
        }
    }

    /** Queues a call to the client. */
    synchronized void add(RpcCall header, Message body) {
        if (!closed) {
            XdrWriter out = filling.records.begin();
            header.encode(out);
            body.encode(out);
            filling.records.end();
            count();
        }
    }

    private void count() {
        long bytes = stuck && !closed ? queuedBytes() : 0;
        if (bytes != countedBytes) {
            budget.add(bytes - countedBytes);
            countedBytes = bytes;
        }
    }

    /** Bytes that wait here. */
    synchronized long queuedBytes() {
        return filling.records.sizeBytes() + leavingBytes;
    }

    /** Writes what is queued as far as there is room, unless another thread is at it. */
    void flush() throws IOException {
        synchronized (this) {
            if (writing || stuck || closed || filling.records.isEmpty()) {
                return;
            }
            writing = true;
            swap();
        }
        writeAll();
    }

    /** There is room: the connection's own thread goes on. */
    void resume() throws IOException {
        synchronized (this) {
            if (!stuck || closed) {
                return;
            }
        }
        if (partial.resume()) {
            movedNanos = System.nanoTime();
        }
        if (!partial.isDone()) {
            return;
        }
        synchronized (this) {
            stuck = false;
            writing = true;
            count();
        }
        if (next()) {
            writeAll();
        }
    }

    private void writeAll() throws IOException {
        do {
            long writingNanos = leaving.marks.isEmpty() ? 0 : System.nanoTime();
            leaving.records.writeTo(partial);
            movedNanos = System.nanoTime();
            noteWritten(writingNanos);
            if (!partial.isDone()) {
                synchronized (this) {
                    writing = false;
                    stuck = true;
                    count();
                }
                wake.run();
                return;
            }
        } while (next());
    }

    private void noteWritten(long writingNanos) {
        if (!leaving.marks.isEmpty()) {
            long writtenNanos = movedNanos;
            leaving.marks.forEach(marks -> marks.written(writingNanos, writtenNanos));
            leaving.marks.clear();
        }
    }

    /** After a batch left: frees it and takes the next; false if there is none, then nobody is writing. */
    private boolean next() {
        leaving.payloads.forEach(buffers::release);
        leaving.payloads.clear();
        synchronized (this) {
            leavingBytes = 0;
            if (closed || filling.records.isEmpty()) {
                writing = false;
                return false;
            }
            swap();
            return true;
        }
    }

    private void swap() {
        Batch batch = filling;
        filling = leaving;
        leaving = batch;
        leavingBytes = batch.records.sizeBytes();
    }

    /** Whether written bytes wait for room in the kernel. */
    synchronized boolean isStuck() {
        return stuck;
    }

    /** When bytes left last, by System.nanoTime; means something while {@link #isStuck}. */
    long movedNanos() {
        return movedNanos;
    }

    /** Nothing more is taken. */
    synchronized void close() {
        closed = true;
        count();
    }
}
