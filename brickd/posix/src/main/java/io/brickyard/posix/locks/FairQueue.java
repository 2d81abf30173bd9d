package io.brickyard.posix.locks;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Held locks and waiting requests of one domain, for the lock kinds that stack (inodelk, entrylk).
 *
 * <p>Promises: no two held locks conflict; waiting requests are granted in the order they came, a later one passes an
 * earlier one only if the two do not conflict; a newcomer that would fit but conflicts with somebody already waiting
 * waits too, unless its owner holds a lock in this domain (else writers would starve, or an owner would wait for
 * itself).
 *
 * @param <L> the lock kind
 */
final class FairQueue<L> {
    private final BiPredicate<L, L> conflict;
    private final Function<L, LockOwner> ownerOf;
    private final List<L> held = new ArrayList<>();
    private final List<Waiting<L>> waiting = new ArrayList<>();

    FairQueue(BiPredicate<L, L> conflict, Function<L, LockOwner> ownerOf) {
        this.conflict = conflict;
        this.ownerOf = ownerOf;
    }

    /** Takes the lock, queues it when {@code block}, or refuses. */
    LockOutcome lock(L wanted, boolean block, LockWaiter waiter) {
        if (fits(wanted, waiting)) {
            held.add(wanted);
            return LockOutcome.GRANTED;
        }
        if (!block) {
            return LockOutcome.AGAIN;
        }
        waiting.add(new Waiting<>(wanted, waiter));
        return LockOutcome.QUEUED;
    }

    private boolean fits(L wanted, List<Waiting<L>> ahead) {
        for (L lock : held) {
            if (conflict.test(lock, wanted)) {
                return false;
            }
        }
        for (Waiting<L> earlier : ahead) {
            if (conflict.test(earlier.lock(), wanted)) {
                return holdsSomething(ownerOf.apply(wanted));
            }
        }
        return true;
    }

    private boolean holdsSomething(LockOwner owner) {
        return holdsAny(lock -> ownerOf.apply(lock).equals(owner));
    }

    boolean holdsAny(Predicate<L> match) {
        return held.stream().anyMatch(match);
    }

    /** Held locks that match. */
    List<L> held(Predicate<L> match) {
        return held.stream().filter(match).toList();
    }

    /** Held locks that stand in the way of a request. */
    List<L> inTheWay(L wanted) {
        return held.stream().filter(lock -> conflict.test(lock, wanted)).toList();
    }

    /** Gives up the first held lock that matches; false if there is none. */
    boolean unlock(Predicate<L> match, List<Runnable> after) {
        for (Iterator<L> i = held.iterator(); i.hasNext();) {
            if (match.test(i.next())) {
                i.remove();
                grantWaiting(after);
                return true;
            }
        }
        return false;
    }

    /** Drops all held and waiting locks that match; returns how many. Waiters are told that they were given up. */
    int drop(Predicate<L> match, boolean fromHeld, boolean fromWaiting, List<Runnable> after) {
        int before = count();
        if (fromHeld) {
            held.removeIf(match);
        }
        if (fromWaiting) {
            Waiting.giveUp(waiting, match, after);
        }
        int dropped = before - count();
        if (dropped > 0) {
            grantWaiting(after);
        }
        return dropped;
    }

    private void grantWaiting(List<Runnable> after) {
        List<Waiting<L>> still = new ArrayList<>();
        for (Waiting<L> next : waiting) {
            if (fits(next.lock(), still)) {
                held.add(next.lock());
                after.add(() -> next.waiter().done(true));
            } else {
                still.add(next);
            }
        }
        waiting.clear();
        waiting.addAll(still);
    }

    /** Held and waiting. */
    int count() {
        return held.size() + waiting.size();
    }

    /** Held and waiting locks that match. */
    int count(Predicate<L> match) {
        return (int) (held.stream().filter(match).count() + waiting.stream().filter(w -> match.test(w.lock())).count());
    }
}
