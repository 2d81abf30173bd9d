package io.brickyard.brickd.tls;

/** TLS cannot be had with these files. The message is one line that names the file and the way out. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    TlsException(String message) {
        super(message);
    }

    TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
