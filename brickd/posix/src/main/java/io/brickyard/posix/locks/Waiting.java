package io.brickyard.posix.locks;

import java.util.List;
import java.util.function.Predicate;

/**
 * A request that waits for a lock.
 *
 * @param lock that it wants
 * @param waiter hears what became of it
 * @param <L> the lock kind
 */
record Waiting<L>(L lock, LockWaiter waiter) {
    /** Takes requests that match out of those that wait; they are told that they were given up. */
    static <L> void giveUp(List<Waiting<L>> waiting, Predicate<L> match, List<Runnable> after) {
        waiting.removeIf(request -> {
            boolean matches = match.test(request.lock);
            if (matches) {
                after.add(() -> request.waiter.done(false));
            }
            return matches;
        });
    }
}
