package io.brickyard.brickd.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The reading half of a TLS connection: records come from the socket and their plain bytes go to whoever reads. Used by one
 * thread.
 */
final class Opened {
    private static final int RECORDS = 4;

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final int plainBytes;
    /** Sealed bytes, from the position on. */
    private final ByteBuffer sealed;
    /** Plain bytes that the reader had no room for, from the position on. */
    private ByteBuffer left = ByteBuffer.allocate(0);
    private boolean incomplete = true;
    private boolean drained;
    private HandshakeStatus handshake = HandshakeStatus.NEED_UNWRAP;

    Opened(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        this.plainBytes = engine.getSession().getApplicationBufferSize();
        this.sealed = ByteBuffer.allocate(RECORDS * engine.getSession().getPacketBufferSize()).limit(0);
    }

    /**
     * Reads plain bytes: how many, -1 at the end. 0 means that there are none now if {@link #isDrained}, else that the
     * handshake has come to another step.
     *
     * @param now what the handshake needs so far: it may have gone on by what was written since the last read
     */
    int read(ByteBuffer target, HandshakeStatus now) throws IOException {
        handshake = now;
        if (left.hasRemaining()) {
            return handOver(target);
        }
        boolean asked = false;
        while (true) {
            if (!incomplete) {
                int count = unwrap(target);
                if (count != 0 || handshake == HandshakeStatus.NEED_TASK || handshake == HandshakeStatus.NEED_WRAP
                        || handshake == HandshakeStatus.FINISHED) {
                    drained = asked && !sealed.hasRemaining() && !left.hasRemaining() && count != 0;
                    return count;
                }
            } else if (asked) {
                drained = true;
                return 0;
            } else {
                int room = sealed.compact().remaining();
                int count = channel.read(sealed);
                sealed.flip();
                if (count < 0) {
                    return -1;
                }
                asked = count < room;
                incomplete = count == 0;
            }
        }
    }

    private int unwrap(ByteBuffer target) throws SSLException {
        boolean direct = target.remaining() >= plainBytes;
        if (!direct) {
            left = left.capacity() == 0 ? ByteBuffer.allocate(plainBytes) : left.clear();
        }
        SSLEngineResult result = engine.unwrap(sealed, direct ? target : left);
        handshake = result.getHandshakeStatus();
        incomplete = !sealed.hasRemaining();
        if (!direct) {
            left.flip();
        }
        return switch (result.getStatus()) {
            case OK -> direct ? result.bytesProduced() : handOver(target);
            case BUFFER_UNDERFLOW -> {
                incomplete = true;
                yield 0;
            }
            case CLOSED -> -1;
            case BUFFER_OVERFLOW -> throw new SSLException("a record is too long");
        };
    }

    private int handOver(ByteBuffer target) {
        int count = Math.min(left.remaining(), target.remaining());
        target.put(left.slice(left.position(), count));
        left.position(left.position() + count);
        return count;
    }

    /** Whether the last read has most likely taken all there was. */
    boolean isDrained() {
        return drained;
    }

    /** What the handshake needs next, as of the last read. */
    HandshakeStatus handshake() {
        return handshake;
    }
}
