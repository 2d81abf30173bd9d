package io.brickyard.posix.locks;

/**
 * Called once for a request that was {@link LockOutcome#QUEUED}, outside of every lock of the table, perhaps on another
 * connection's thread: {@code granted} says whether it now holds the lock or was given up (EAGAIN) because its client
 * went or the locks were cleared.
 */
@FunctionalInterface
public interface LockWaiter {
    void done(boolean granted);

    /** Called instead if whoever waited asked for an end of it (EINTR). */
    default void interrupted() {
        done(false);
    }
}
