package io.brickyard.wire.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;

import io.brickyard.wire.rpc.RecordBatch;
import org.jspecify.annotations.Nullable;

/** A connected socket, by its channel where it has one (plain TCP), else by its streams (TLS). */
final class SocketLink implements ReadableByteChannel {
    private final Socket socket;
    private final @Nullable SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;
    private volatile boolean timed;
    /** Of the reading thread. */
    private long readNanos;

    SocketLink(Socket socket) throws IOException {
        this.socket = socket;
        this.channel = socket.getChannel();
        this.in = channel == null ? socket.getInputStream() : InputStream.nullInputStream();
        this.out = channel == null ? socket.getOutputStream() : OutputStream.nullOutputStream();
    }

    /** Whether direct memory saves a copy. */
    boolean prefersDirect() {
        return channel != null;
    }

    /** Bytes that the kernel takes without making the writer wait, by a careful guess. */
    int safeWriteBytes() throws IOException {
        return socket.getSendBufferSize() / 8;
    }

    /** From now on remembers when bytes were read. */
    void time() {
        if (!timed) {
            timed = true;
        }
    }

    /** When the last bytes were read, by System.nanoTime; for the reading thread, once {@link #time} was called. */
    long readNanos() {
        return readNanos;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = readSome(target);
        if (timed) {
            readNanos = System.nanoTime();
        }
        return count;
    }

    private int readSome(ByteBuffer target) throws IOException {
        if (channel != null) {
            return channel.read(target);
        }
        int count = in.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
        if (count > 0) {
            target.position(target.position() + count);
        }
        return count;
    }

    void write(RecordBatch batch) throws IOException {
        if (channel != null) {
            batch.writeTo(channel);
        } else {
            batch.writeTo(out);
        }
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
