package io.brickyard.brickd.net;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Direct buffers for payloads, in sizes of powers of two, used again after {@link #release}. A buffer that is never
 * released is simply not used again: no translator that keeps, replaces or drops a payload can make two calls share
 * memory. Thread-safe.
 */
public final class ReadBuffers {
    private static final int SMALLEST_SHIFT = 12;
    private static final int LARGEST_SHIFT = 21;
    private static final long MAX_POOLED_BYTES = 128L << 20;

    private final ArrayDeque<ByteBuffer>[] free = newQueues();
    /** All pooled buffers by their address, from which a payload's buffer is found again. */
    private final ConcurrentHashMap<Long, ByteBuffer> pooled = new ConcurrentHashMap<>();
    private long pooledBytes;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ArrayDeque<ByteBuffer>[] newQueues() {
        ArrayDeque<ByteBuffer>[] queues = new ArrayDeque[LARGEST_SHIFT - SMALLEST_SHIFT + 1];
        for (int i = 0; i < queues.length; i++) {
            queues[i] = new ArrayDeque<>();
        }
        return queues;
    }

    /** A direct buffer of at least this many bytes. */
    public ByteBuffer take(int bytes) {
        int index = sizeIndex(bytes);
        if (index >= free.length) {
            return ByteBuffer.allocateDirect(bytes);
        }
        ArrayDeque<ByteBuffer> queue = free[index];
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
            if (pooledBytes + bytes > MAX_POOLED_BYTES) {
                return buffer;
            }
            pooledBytes += bytes;
        }
        pooled.put(address(buffer), buffer);
        return buffer;
    }

    /** Gives back the buffer that this payload begins; anything else is left to the garbage collector. */
    public void release(ByteBuffer payload) {
        if (!payload.isDirect()) {
            return;
        }
        ByteBuffer buffer = byAddress(payload);
        if (buffer != null) {
            ArrayDeque<ByteBuffer> queue = free[sizeIndex(buffer.capacity())];
            synchronized (queue) {
                queue.addLast(buffer);
            }
        }
    }

    private @Nullable ByteBuffer byAddress(ByteBuffer payload) {
        return pooled.get(address(payload) - payload.position());
    }

    private static long address(ByteBuffer buffer) {
        return MemorySegment.ofBuffer(buffer).address();
    }
}
