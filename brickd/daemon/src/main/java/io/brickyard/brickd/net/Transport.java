package io.brickyard.brickd.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/**
 * How a client's bytes travel through its socket: as they are, or in TLS. The connection's own thread reads; any thread
 * writes, one at a time, and the two may run at once. Nothing here waits.
 */
public interface Transport {
    /** Makes one for a socket in non-blocking mode that a client has just opened. */
    @FunctionalInterface
    interface Factory {
        /** For this socket, which the caller closes if this throws. */
        Transport over(SocketChannel channel) throws IOException;
    }

    /** Reads what there is: 0 if that is nothing now, -1 at the end. */
    int read(ByteBuffer target) throws IOException;

    /** Whether the last read has most likely taken all there was. */
    boolean isDrained();

    /** Takes what there is room for now; how many bytes that was. */
    long write(ByteBuffer[] sources, int first, int count) throws IOException;

    /** Takes what there is room for now; how many bytes that was. */
    int write(ByteBuffer source) throws IOException;

    /** Writes on what was taken and is held back until there is room; true if anything moved. */
    boolean flush() throws IOException;

    /** Whether nothing that was taken is held back. */
    boolean isFlushed();

    /** The common name of the certificate that the client proved to have; null if it was not asked for one. */
    @Nullable
    String commonName();

    /** Tells the client that it is over, as far as that can be done at once. The socket stays open. */
    void end();
}
