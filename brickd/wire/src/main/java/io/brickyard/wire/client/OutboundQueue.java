package io.brickyard.wire.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.brickyard.wire.program.Message;
import io.brickyard.wire.rpc.RecordBatch;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.xdr.XdrWriter;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way to the socket. Whoever adds a record while nobody writes becomes the writer and goes on until the
 * queue is empty, so a lone call needs no other thread and calls in a crowd share a write. Threads that must not wait for
 * the socket leave the writing to a thread of the queue.
 */
final class OutboundQueue {
    private static final int BATCH_BYTES = 64 << 10;
    /** Payloads up to this size are copied behind their header: cheaper than one more piece in the write. */
    private static final int INLINE_BYTES = 2048;

    private final SocketLink link;
    private final int maxQueuedBytes;
    private final FailureSink onFailure;
    private final String name;

    private RecordBatch filling;
    private RecordBatch spare;
    /** Of the calls in the filling batch, and in the one that is being written. */
    private List<RpcMarks> marks = new ArrayList<>();
    private List<RpcMarks> writingMarks = new ArrayList<>();
    private boolean writing;
    private boolean handedOver;
    private boolean closed;
    private @Nullable Thread writer;

    /** Is told that writing failed. */
    interface FailureSink {
        void writeFailed(IOException cause);
    }

    OutboundQueue(SocketLink link, int maxQueuedBytes, String name, FailureSink onFailure) {
        this.link = link;
        this.maxQueuedBytes = maxQueuedBytes;
        this.name = name;
        this.onFailure = onFailure;
        this.filling = newBatch();
        this.spare = newBatch();
    }

    private RecordBatch newBatch() {
        ByteBuffer buffer = link.prefersDirect() ? ByteBuffer.allocateDirect(BATCH_BYTES)
                : ByteBuffer.allocate(BATCH_BYTES);
        return new RecordBatch(new XdrWriter(buffer), INLINE_BYTES);
    }

    /** Puts a call into the queue and returns its size; the bytes leave with the next {@link #flush}. */
    int add(RpcCall header, Message body, ByteBuffer payload, boolean mayWait, @Nullable RpcMarks mark)
            throws InterruptedException {
        synchronized (this) {
            while (filling.sizeBytes() > maxQueuedBytes && !closed && mayWait) {
                wait();
            }
            long before = filling.sizeBytes();
            XdrWriter out = filling.begin();
            try {
                header.encode(out);
                body.encode(out);
                filling.end(payload);
            } catch (RuntimeException e) {
                filling.abandon();
                throw e;
            }
            if (mark != null) {
                mark.queued();
                marks.add(mark);
            }
            return (int) (filling.sizeBytes() - before);
        }
    }

    /** Sees to it that what is queued gets written, here or on the queue's own thread. */
    void flush(boolean here) {
        synchronized (this) {
            if (writing || closed) {
                return;
            }
            writing = true;
            if (!here) {
                wakeWriter();
                return;
            }
        }
        writeAll();
    }

    private void wakeWriter() {
        handedOver = true;
        if (writer == null) {
            writer = new RpcThread(this::writerLoop, name + " writer");
            writer.start();
        } else {
            LockSupport.unpark(writer);
        }
    }

    private void writerLoop() {
        while (awaitHandOver()) {
            writeAll();
        }
    }

    private boolean awaitHandOver() {
        while (true) {
            synchronized (this) {
                if (handedOver || closed) {
                    handedOver = false;
                    return !closed;
                }
            }
            LockSupport.park(this);
        }
    }

    private void writeAll() {
        try {
            RecordBatch batch = nextBatch();
            while (batch != null) {
                link.write(batch);
                noteWritten();
                batch = nextBatch();
            }
        } catch (IOException e) {
            onFailure.writeFailed(e);
        }
    }

    private void noteWritten() {
        if (!writingMarks.isEmpty()) {
            long now = System.nanoTime();
            writingMarks.forEach(mark -> mark.written(now));
            writingMarks.clear();
        }
    }

    private synchronized @Nullable RecordBatch nextBatch() {
        if (filling.isEmpty() || closed) {
            writing = false;
            return null;
        }
        RecordBatch batch = filling;
        filling = spare;
        spare = batch;
        if (!marks.isEmpty()) {
            List<RpcMarks> now = marks;
            marks = writingMarks;
            writingMarks = now;
            long nanos = System.nanoTime();
            now.forEach(mark -> mark.writing(nanos));
        }
        notifyAll();
        return batch;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
        if (writer != null) {
            LockSupport.unpark(writer);
        }
    }
}
