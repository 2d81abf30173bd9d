package io.brickyard.posix.locks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Removals of one inode (UNLINK, RMDIR, RENAME over it) and inodelks keep out of each other's way, as on a stock brick.
 *
 * <p>Promises: a removal waits until no other client holds an inodelk; while one waits or runs, a newcomer without a lock
 * on the inode is refused or waits, whatever its range. Nobody waits for locks of internal clients (negative pid), and
 * their locks do not wait for removals. Not thread-safe.
 */
final class RemovalGate {
    private int running;
    private final List<Waiting> removals = new ArrayList<>();
    private final List<Newcomer> newcomers = new ArrayList<>();

    private record Waiting(String client, LockWaiter waiter) {}

    /** An inodelk that came during a removal; {@code again} asks for it anew. */
    record Newcomer(LockOwner owner, LockWaiter waiter, Consumer<List<Runnable>> again) {}

    /** Whether a lock stands in the way of a client's removal. */
    static Predicate<InodeLock> holdsUp(String client) {
        return lock -> lock.pid() >= 0 && !lock.owner().client().equals(client);
    }

    /** Begins a removal at once. */
    void begin() {
        running++;
    }

    /** Lets a removal wait for locks to go. */
    void await(String client, LockWaiter waiter) {
        removals.add(new Waiting(client, waiter));
    }

    /** A removal that had begun is over, done or failed. */
    void end() {
        running = Math.max(0, running - 1);
    }

    boolean isClosed() {
        return running > 0 || !removals.isEmpty();
    }

    void await(Newcomer newcomer) {
        newcomers.add(newcomer);
    }

    /** After locks went or a removal ended: begins what can begin, or asks anew for the locks of newcomers. */
    void settle(Predicate<Predicate<InodeLock>> isHeld, List<Runnable> after) {
        removals.removeIf(next -> {
            if (isHeld.test(holdsUp(next.client))) {
                return false;
            }
            running++;
            after.add(() -> next.waiter.done(true));
            return true;
        });
        if (!isClosed() && !newcomers.isEmpty()) {
            List<Newcomer> all = List.copyOf(newcomers);
            newcomers.clear();
            all.forEach(newcomer -> newcomer.again.accept(after));
        }
    }

    /** Gives up everything of one client that waits; what runs ends by itself. */
    void disconnect(String client, List<Runnable> after) {
        removals.removeIf(w -> giveUp(w.client.equals(client), w.waiter, after));
        newcomers.removeIf(n -> giveUp(n.owner.client().equals(client), n.waiter, after));
    }

    private static boolean giveUp(boolean match, LockWaiter waiter, List<Runnable> after) {
        if (match) {
            after.add(() -> waiter.done(false));
        }
        return match;
    }

    /** Inodelks that wait here. */
    int newcomers() {
        return newcomers.size();
    }

    boolean isEmpty() {
        return !isClosed() && newcomers.isEmpty();
    }
}
