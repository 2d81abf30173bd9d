package io.brickyard.brickd.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayDeque;

/**
 * Takes every byte of a batch: what the kernel has no room for now is remembered, as views of the batch's memory, and
 * goes out with {@link #resume}. The batch must be left alone until {@link #isDone}. Not thread-safe.
 */
final class PartialWrite implements GatheringByteChannel {
    private final SocketLink link;
    private final ArrayDeque<ByteBuffer> rest = new ArrayDeque<>();

    PartialWrite(SocketLink link) {
        this.link = link;
    }

    @Override
    public long write(ByteBuffer[] sources, int first, int count) throws IOException {
        long taken = 0;
        int end = first + count;
        for (int i = first; i < end; i++) {
            taken += sources[i].remaining();
        }
        int from = first;
        while (rest.isEmpty() && from < end) {
            link.writeNow(sources, from, end - from);
            int before = from;
            while (from < end && !sources[from].hasRemaining()) {
                from++;
            }
            if (from == before) {
                break;
            }
        }
        for (int i = from; i < end; i++) {
            keep(sources[i]);
        }
        return taken;
    }

    @Override
    public long write(ByteBuffer[] sources) throws IOException {
        return write(sources, 0, sources.length);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int taken = source.remaining();
        if (rest.isEmpty()) {
            link.writeNow(source);
        }
        if (source.hasRemaining()) {
            keep(source);
        }
        return taken;
    }

    private void keep(ByteBuffer source) {
        rest.add(source.slice());
        source.position(source.limit());
    }

    /** Writes what is left as far as there is room; true if anything was taken. */
    boolean resume() throws IOException {
        boolean moved = link.flush();
        ByteBuffer next = rest.peek();
        while (next != null) {
            moved |= link.writeNow(next) > 0;
            if (next.hasRemaining()) {
                return moved;
            }
            rest.remove();
            next = rest.peek();
        }
        return moved;
    }

    /** Whether nothing is left. */
    boolean isDone() {
        return rest.isEmpty() && link.isFlushed();
    }

    @Override
    public boolean isOpen() {
        return link.isOpen();
    }

    @Override
    public void close() {
        // The link is closed by its own thread.
    }
}
