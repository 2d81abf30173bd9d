package io.brickyard.brickd.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

import io.brickyard.wire.rpc.RecordReader;

/**
 * Cuts outgoing bytes where one RPC record ends and the next begins. Promise: no TLS record holds bytes of two RPC
 * records.
 *
 * <p>Stock clients need it: they take from OpenSSL what the RPC record at hand still lacks and then wait for the socket,
 * without asking OpenSSL what it holds of the TLS record (10.3's socket.so has no SSL_pending). A reply that shares a TLS
 * record with the one before is seen when something else arrives, at the latest the next ping, 42 s later.
 */
final class RecordCut {
    /** Bytes of the RPC record at hand that are still to come, its length word included. */
    private long leftBytes;

    /** Seals bytes of one RPC record: the rest of the one at hand, or the first that begins in the buffers. */
    SSLEngineResult wrap(SSLEngine engine, ByteBuffer[] sources, int first, int count, ByteBuffer target)
            throws SSLException {
        int from = first;
        while (!sources[from].hasRemaining()) {
            from++;
        }
        if (leftBytes == 0) {
            // A length word is never split: what is taken of a record's first buffer holds at least that.
            int word = sources[from].getInt(sources[from].position());
            leftBytes = (long) Integer.BYTES + (word & ~RecordReader.LAST_FRAGMENT);
        }
        int to = from;
        long beyond = -leftBytes;
        while (to < first + count && beyond < 0) {
            beyond += sources[to].remaining();
            to++;
        }
        ByteBuffer last = sources[to - 1];
        int limit = last.limit();
        try {
            last.limit(limit - (int) Math.max(0, beyond));
            SSLEngineResult result = engine.wrap(sources, from, to - from, target);
            leftBytes -= result.bytesConsumed();
            return result;
        } finally {
            last.limit(limit);
        }
    }
}
