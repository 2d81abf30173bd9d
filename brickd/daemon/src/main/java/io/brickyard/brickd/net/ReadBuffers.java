package io.brickyard.brickd.net;

import java.lang.foreign.MemorySegment;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Direct buffers for payloads, in sizes of powers of two, used again after {@link #release}. A buffer that is never
 * released goes to the garbage collector: no translator that keeps, replaces or drops a payload can make two calls share
 * memory, or the pool shrink. Thread-safe.
 */
public final class ReadBuffers {
    private static final int SMALLEST_SHIFT = 12;
    private static final int LARGEST_SHIFT = 21;
    private static final long MAX_POOLED_BYTES = 128L << 20;

    private final List<ArrayDeque<ByteBuffer>> free = new ArrayList<>();
    /** All pooled buffers by their address, from which a payload's buffer is found again. */
    private final ConcurrentHashMap<Long, Pooled> pooled = new ConcurrentHashMap<>();
    private final ReferenceQueue<ByteBuffer> lost = new ReferenceQueue<>();
    private long pooledBytes;

    /** A buffer of the pool, which only its payload keeps alive while it is out. */
    private static final class Pooled extends WeakReference<ByteBuffer> {
        private final long address;
        private final int bytes;

        Pooled(ByteBuffer buffer, long address, ReferenceQueue<ByteBuffer> lost) {
            super(buffer, lost);
            this.address = address;
            this.bytes = buffer.capacity();
        }
    }

    /** An empty pool. */
    public ReadBuffers() {
        for (int shift = SMALLEST_SHIFT; shift <= LARGEST_SHIFT; shift++) {
            free.add(new ArrayDeque<>());
        }
    }

    /** A direct buffer of at least this many bytes. */
    public ByteBuffer take(int bytes) {
        int index = sizeIndex(bytes);
        if (index >= free.size()) {
            return ByteBuffer.allocateDirect(bytes);
        }
        ArrayDeque<ByteBuffer> queue = free.get(index);
        ByteBuffer buffer;
        synchronized (queue) {
            buffer = queue.pollLast();
        }
        return buffer == null ? make(1 << (index + SMALLEST_SHIFT)) : buffer.clear();
    }

    private static int sizeIndex(int bytes) {
        int shift = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(bytes, 1) - 1);
        return Math.max(shift, SMALLEST_SHIFT) - SMALLEST_SHIFT;
    }

    private ByteBuffer make(int bytes) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
        synchronized (this) {
            forgetLost();
            if (pooledBytes + bytes > MAX_POOLED_BYTES) {
                return buffer;
            }
            pooledBytes += bytes;
        }
        long address = address(buffer);
        pooled.put(address, new Pooled(buffer, address, lost));
        return buffer;
    }

    private void forgetLost() {
        while (lost.poll() instanceof Pooled gone) {
            pooled.remove(gone.address, gone);
            pooledBytes -= gone.bytes;
        }
    }

    /** Gives back the buffer that this payload begins; anything else is left to the garbage collector. */
    public void release(ByteBuffer payload) {
        ByteBuffer buffer = payload.isDirect() ? byAddress(payload) : null;
        if (buffer != null) {
            ArrayDeque<ByteBuffer> queue = free.get(sizeIndex(buffer.capacity()));
            synchronized (queue) {
                queue.addLast(buffer);
            }
        }
    }

    private @Nullable ByteBuffer byAddress(ByteBuffer payload) {
        Pooled found = pooled.get(address(payload) - payload.position());
        return found == null ? null : found.get();
    }

    private static long address(ByteBuffer buffer) {
        return MemorySegment.ofBuffer(buffer).address();
    }
}
