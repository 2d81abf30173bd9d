package io.brickyard.stats.capture;

/** How many bytes may wait in all streams together. */
final class Budget {
    private final long most;
    private long taken;

    Budget(long most) {
        this.most = most;
    }

    void take(int bytes) {
        taken += bytes;
    }

    void give(int bytes) {
        taken -= bytes;
    }

    boolean isExceeded() {
        return taken > most;
    }
}
