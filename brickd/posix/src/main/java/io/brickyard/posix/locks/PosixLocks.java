package io.brickyard.posix.locks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * fcntl locks of one inode.
 *
 * <p>Promises: an owner has at most one lock on each byte; a new lock replaces what the owner had in its range, split at
 * the edges and merged with alike neighbours; unlocking any range always succeeds; waiting requests are granted as soon
 * as they fit, in the order they came. A request that has to wait first gives up what its owner holds in the range, as
 * stock does. Deadlocks are not looked for: two owners that wait for each other wait on, on a stock 10.3 brick too, and
 * EDEADLK is never sent.
 */
final class PosixLocks {
    private final List<PosixLock> held = new ArrayList<>();
    private final List<Waiting<PosixLock>> waiting = new ArrayList<>();

    LockOutcome lock(PosixLock wanted, boolean block, LockWaiter waiter, List<Runnable> after) {
        if (conflict(wanted) == null) {
            put(wanted);
            grantWaiting(after);
            return LockOutcome.GRANTED;
        }
        if (!block) {
            return LockOutcome.AGAIN;
        }
        cut(wanted.range(), wanted.owner());
        waiting.add(new Waiting<>(wanted, waiter));
        grantWaiting(after);
        return LockOutcome.QUEUED;
    }

    void unlock(ByteRange range, LockOwner owner, List<Runnable> after) {
        cut(range, owner);
        grantWaiting(after);
    }

    /** The held lock, taken longest ago as on stock, that would refuse a request, or null. */
    @Nullable
    PosixLock conflict(PosixLock wanted) {
        for (PosixLock lock : held) {
            if (lock.conflicts(wanted)) {
                return lock;
            }
        }
        return null;
    }

    private void put(PosixLock lock) {
        cut(lock.range(), lock.owner());
        PosixLock merged = lock;
        for (int i = held.size() - 1; i >= 0; i--) {
            PosixLock other = held.get(i);
            if (merged.merges(other)) {
                merged = merged.withRange(new ByteRange(Math.min(merged.range().first(), other.range().first()),
                        Math.max(merged.range().last(), other.range().last())));
                held.remove(i);
            }
        }
        held.add(merged);
    }

    /** Takes a range out of everything the owner holds. */
    private void cut(ByteRange range, LockOwner owner) {
        List<PosixLock> rest = new ArrayList<>();
        held.removeIf(lock -> {
            if (!lock.owner().equals(owner) || !lock.range().overlaps(range)) {
                return false;
            }
            if (lock.range().first() < range.first()) {
                rest.add(lock.withRange(new ByteRange(lock.range().first(), range.first() - 1)));
            }
            if (lock.range().last() > range.last()) {
                rest.add(lock.withRange(new ByteRange(range.last() + 1, lock.range().last())));
            }
            return true;
        });
        held.addAll(rest);
    }

    /** Drops held and waiting locks that match; returns how many. Waiters are told that they were given up. */
    int drop(Predicate<PosixLock> match, boolean fromHeld, boolean fromWaiting, List<Runnable> after) {
        int before = count();
        if (fromHeld) {
            held.removeIf(match);
        }
        if (fromWaiting) {
            Waiting.giveUp(waiting, match, after);
        }
        int dropped = before - count();
        grantWaiting(after);
        return dropped;
    }

    /** Gives up the owner's waiting requests for exactly this range; returns how many. */
    int interrupt(ByteRange range, LockOwner owner, List<Runnable> after) {
        int before = waiting.size();
        waiting.removeIf(w -> {
            boolean given = w.lock().owner().equals(owner) && w.lock().range().equals(range);
            if (given) {
                after.add(w.waiter()::interrupted);
            }
            return given;
        });
        return before - waiting.size();
    }

    private void grantWaiting(List<Runnable> after) {
        waiting.removeIf(next -> {
            if (conflict(next.lock()) != null) {
                return false;
            }
            put(next.lock());
            after.add(() -> next.waiter().done(true));
            return true;
        });
    }

    /** Held and waiting. */
    int count() {
        return held.size() + waiting.size();
    }

    /** The locks held. */
    List<PosixLock> held() {
        return List.copyOf(held);
    }
}
