package io.brickyard.brickd.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The writing half of a TLS connection: RPC records are sealed into TLS records, several of which go to the kernel at
 * once. What the kernel has no room for is held here, and nothing more is taken until it is gone. Thread-safe.
 */
final class Sealed {
    /** Records that are gathered for one write. */
    private static final int RECORDS = 8;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final int recordBytes;
    private final RecordCut cut = new RecordCut();
    private ByteBuffer held;
    private volatile boolean flushed = true;

    Sealed(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        this.recordBytes = engine.getSession().getPacketBufferSize();
        this.held = ByteBuffer.allocate(recordBytes);
    }

    /** Takes bytes of RPC records as long as there is room; how many. */
    synchronized long write(ByteBuffer[] sources, int first, int count) throws IOException {
        if (held.capacity() == recordBytes) {
            // The handshake is over: data comes in larger pieces.
            held = ByteBuffer.allocate(RECORDS * recordBytes).put(held.flip());
        }
        long taken = 0;
        flush();
        while (flushed && hasRemaining(sources, first, count)) {
            taken += seal(sources, first, count);
            flush();
        }
        return taken;
    }

    private long seal(ByteBuffer[] sources, int first, int count) throws SSLException {
        long taken = 0;
        while (held.remaining() >= recordBytes && hasRemaining(sources, first, count)) {
            SSLEngineResult result = check(cut.wrap(engine, sources, first, count, held));
            if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
                throw new SSLException("nothing can be written in state " + result);
            }
            taken += result.bytesConsumed();
        }
        return taken;
    }

    private SSLEngineResult check(SSLEngineResult result) throws SSLException {
        if (result.bytesProduced() > 0) {
            flushed = false;
        } else if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            throw new SSLException("the connection is closed");
        }
        return result;
    }

    private static boolean hasRemaining(ByteBuffer[] sources, int first, int count) {
        for (int i = first; i < first + count; i++) {
            if (sources[i].hasRemaining()) {
                return true;
            }
        }
        return false;
    }

    /** Writes the next message of the handshake, unless the last one is still held; what the handshake needs next. */
    synchronized HandshakeStatus handshake() throws IOException {
        flush();
        if (!flushed) {
            return HandshakeStatus.NEED_WRAP;
        }
        HandshakeStatus next = check(engine.wrap(NOTHING, held)).getHandshakeStatus();
        flush();
        return next;
    }

    /** Writes what is held as far as there is room; true if anything moved. */
    synchronized boolean flush() throws IOException {
        if (flushed) {
            return false;
        }
        held.flip();
        int count;
        try {
            count = channel.write(held);
            flushed = !held.hasRemaining();
        } finally {
            held.compact();
        }
        return count > 0;
    }

    boolean isFlushed() {
        return flushed;
    }

    /** Sends the alert that says why it is over, as far as the client still takes it. */
    synchronized void end() {
        engine.closeOutbound();
        try {
            flush();
            while (flushed && !engine.isOutboundDone()
                    && engine.wrap(NOTHING, held).bytesProduced() > 0) {
                flushed = false;
                flush();
            }
        } catch (IOException e) {
            // That it is over, the client learns from the socket as well.
            held.clear();
            flushed = true;
        }
    }
}
