package io.brickyard.brickd.net;

/**
 * When the call that a connection is serving came, by {@link System#nanoTime}; only kept once {@link #start} was called,
 * since a look at the clock for each read and record is not free. For the connection's own thread.
 */
public final class CallClock {
    private boolean running;
    private long readNanos;
    private long turnNanos;

    /** From the next record on the moments are known. */
    public void start() {
        running = true;
    }

    /** Bytes were read from the socket. */
    void read() {
        if (running) {
            readNanos = System.nanoTime();
        }
    }

    /** The next record has its turn. */
    void turn() {
        if (running) {
            turnNanos = System.nanoTime();
        }
    }

    /** When the call's last byte was read; 0 if not known. */
    public long readNanos() {
        return readNanos;
    }

    /** When the calls before it had been served or queued; 0 if not known. */
    public long turnNanos() {
        return turnNanos;
    }
}
