package io.brickyard.brickd.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/** Bytes as they are. */
public final class PlainTransport implements Transport {
    private final SocketChannel channel;
    private boolean drained;

    /** Over this socket. */
    public PlainTransport(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int room = target.remaining();
        int count = channel.read(target);
        // A read that left room has most likely taken everything: asking again would only cost a system call.
        drained = count < room;
        return count;
    }

    @Override
    public boolean isDrained() {
        return drained;
    }

    @Override
    public long write(ByteBuffer[] sources, int first, int count) throws IOException {
        return channel.write(sources, first, count);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return channel.write(source);
    }

    @Override
    public boolean flush() {
        return false;
    }

    @Override
    public boolean isFlushed() {
        return true;
    }

    @Override
    public @Nullable String commonName() {
        return null;
    }

    @Override
    public void end() {
        // Closing the socket says it.
    }
}
