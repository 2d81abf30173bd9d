package io.brickyard.posix.locks;

/**
 * A lock that is held, told apart from others alike by identity. Not thread-safe.
 *
 * @param <L> the lock kind
 */
final class Held<L> {
    private final L lock;
    private boolean wasNoticed;
    private long noticedNanos;

    Held(L lock) {
        this.lock = lock;
    }

    L lock() {
        return lock;
    }

    /** Whether its holder was not asked to let go in the last {@code delayNanos}; from now on it was. */
    boolean isDue(long nowNanos, long delayNanos) {
        if (wasNoticed && nowNanos - noticedNanos < delayNanos) {
            return false;
        }
        wasNoticed = true;
        noticedNanos = nowNanos;
        return true;
    }
}
