package io.brickyard.stats.capture;

/** A file that is no packet capture, or one of a kind that cannot be read. The message is one clear line. */
public final class CaptureException extends Exception {
    private static final long serialVersionUID = 1L;

    CaptureException(String message) {
        super(message);
    }
}
