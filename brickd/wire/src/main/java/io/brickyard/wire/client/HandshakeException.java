package io.brickyard.wire.client;

import java.io.IOException;

/** The server is there but does not take us as a client: not a brick, wrong subvolume, not authorised. */
public final class HandshakeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /** One line for people and the server's error number, 0 if it gave none. */
    public HandshakeException(String message, int errno) {
        super(message);
        this.errno = errno;
    }

    /** The server's error number, see {@link io.brickyard.wire.type.Errno}; 0 if it gave none. */
    public int errno() {
        return errno;
    }
}
