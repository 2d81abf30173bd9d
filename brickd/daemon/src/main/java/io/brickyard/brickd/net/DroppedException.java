package io.brickyard.brickd.net;

import java.io.IOException;

/** The server ends the connection: the client passed a bound, or cannot prove who it is. */
public final class DroppedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** For a reason that is logged. */
    public DroppedException(String reason) {
        super(reason);
    }

    /** The same, with what lies behind it. */
    public DroppedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
