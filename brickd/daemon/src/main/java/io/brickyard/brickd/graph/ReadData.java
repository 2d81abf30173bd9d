package io.brickyard.brickd.graph;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;

import io.brickyard.brickd.net.ReadBuffers;
import org.jspecify.annotations.Nullable;

/**
 * Buffers for the data of READs. Each thread remembers the one it took last, so that a READ that came to nothing, of
 * which there are many at the ends of files, gives it back.
 */
final class ReadData implements IntFunction<ByteBuffer> {
    private final ReadBuffers buffers;
    private final ThreadLocal<Last> last = ThreadLocal.withInitial(Last::new);

    private static final class Last {
        private @Nullable ByteBuffer buffer;
    }

    ReadData(ReadBuffers buffers) {
        this.buffers = buffers;
    }

    @Override
    public ByteBuffer apply(int bytes) {
        ByteBuffer buffer = buffers.take(bytes);
        last.get().buffer = buffer;
        return buffer;
    }

    /** The data that this thread read last is in a reply, which gives the buffer back. */
    void used() {
        last.get().buffer = null;
    }

    /** The buffer that this thread took last is in nobody's hands. */
    void giveBack() {
        Last mine = last.get();
        if (mine.buffer != null) {
            buffers.release(mine.buffer);
            mine.buffer = null;
        }
    }
}
