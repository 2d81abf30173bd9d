package io.brickyard.posix.locks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Held locks and waiting requests of one domain, for the lock kinds that stack (inodelk, entrylk).
 *
 * <p>Promises: no two held locks conflict; waiting requests are granted in the order they came, a later one passes an
 * earlier one only if the two do not conflict; a newcomer that would fit but conflicts with somebody already waiting
 * waits too, unless its owner holds a lock in this domain or waits for one (else writers would starve, or an owner would
 * wait for itself). Of several locks alike the one taken last is unlocked first. Whoever stands in the way of a request
 * is named when the request comes, and each time that others gave way and it waits on. All of it as on a stock 10.3 brick.
 *
 * @param <L> the lock kind
 */
final class FairQueue<L> {
    private final BiPredicate<L, L> conflict;
    private final Function<L, LockOwner> ownerOf;
    private final BiConsumer<Held<L>, List<Runnable>> contended;
    private final List<Held<L>> held = new ArrayList<>();
    private final List<Waiting<L>> waiting = new ArrayList<>();

    /**
     * Without locks.
     *
     * @param contended hears of held locks that stand in the way of a request, each once in a step
     */
    FairQueue(BiPredicate<L, L> conflict, Function<L, LockOwner> ownerOf,
            BiConsumer<Held<L>, List<Runnable>> contended) {
        this.conflict = conflict;
        this.ownerOf = ownerOf;
        this.contended = contended;
    }

    /** Takes the lock, queues it when {@code block}, or refuses. */
    LockOutcome lock(L wanted, boolean block, LockWaiter waiter, List<Runnable> after) {
        if (fits(wanted, waiting)) {
            held.add(new Held<>(wanted));
            return LockOutcome.GRANTED;
        }
        inTheWay(wanted).forEach(lock -> contended.accept(lock, after));
        if (!block) {
            return LockOutcome.AGAIN;
        }
        waiting.add(new Waiting<>(wanted, waiter));
        return LockOutcome.QUEUED;
    }

    private boolean fits(L wanted, List<Waiting<L>> ahead) {
        if (holdsAny(lock -> conflict.test(lock, wanted))) {
            return false;
        }
        LockOwner owner = ownerOf.apply(wanted);
        return ahead.stream().noneMatch(earlier -> conflict.test(earlier.lock(), wanted))
                || holdsAny(lock -> ownerOf.apply(lock).equals(owner))
                || ahead.stream().anyMatch(earlier -> ownerOf.apply(earlier.lock()).equals(owner));
    }

    boolean holdsAny(Predicate<L> match) {
        return held.stream().anyMatch(lock -> match.test(lock.lock()));
    }

    /** Held locks that match. */
    List<Held<L>> held(Predicate<L> match) {
        return held.stream().filter(lock -> match.test(lock.lock())).toList();
    }

    private List<Held<L>> inTheWay(L wanted) {
        return held(lock -> conflict.test(lock, wanted));
    }

    /** Gives up the last held lock that matches; false if there is none. */
    boolean unlock(Predicate<L> match, List<Runnable> after) {
        for (int i = held.size() - 1; i >= 0; i--) {
            if (match.test(held.get(i).lock())) {
                held.remove(i);
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
            held.removeIf(lock -> match.test(lock.lock()));
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
                held.add(new Held<>(next.lock()));
                after.add(() -> next.waiter().done(true));
            } else {
                still.add(next);
            }
        }
        waiting.clear();
        waiting.addAll(still);
        Set<Held<L>> obstacles = new LinkedHashSet<>();
        still.forEach(next -> obstacles.addAll(inTheWay(next.lock())));
        obstacles.forEach(lock -> contended.accept(lock, after));
    }

    /** Held and waiting. */
    int count() {
        return held.size() + waiting.size();
    }

    /** Held and waiting locks that match. */
    int count(Predicate<L> match) {
        return held(match).size() + (int) waiting.stream().filter(w -> match.test(w.lock())).count();
    }
}
