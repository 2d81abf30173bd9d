package io.brickyard.posix.locks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.brickyard.wire.type.Gfid;

/** All locks of one inode: inodelk and entrylk by domain, and POSIX locks. Not thread-safe. */
final class LockedInode {
    private static final String METADATA_SUFFIX = ":metadata";

    private final Gfid gfid;
    private final Map<String, FairQueue<InodeLock>> inodeDomains = new HashMap<>();
    private final Map<String, FairQueue<EntryLock>> entryDomains = new HashMap<>();
    private final PosixLocks posix = new PosixLocks();
    /** When the holder of a lock was last asked to let go. */
    private final Map<InodeLock, Long> noticedNanos = new HashMap<>();
    private final RemovalGate removals = new RemovalGate();
    /** Taken out of the table because nothing was locked any more. */
    boolean retired;

    LockedInode(Gfid gfid) {
        this.gfid = gfid;
    }

    LockOutcome inodelk(String domain, InodeLock wanted, boolean block, LockWaiter waiter, Contention contention) {
        boolean waits = removals.isClosed() && wanted.pid() >= 0 && !holdsAny(l -> l.owner().equals(wanted.owner()));
        if (waits && block) {
            removals.await(new RemovalGate.Newcomer(wanted.owner(), waiter,
                    after -> lockLate(domain, wanted, waiter, contention.with(after))));
        }
        return waits ? block ? LockOutcome.QUEUED : LockOutcome.AGAIN
                : lockNow(domain, wanted, block, waiter, contention);
    }

    private void lockLate(String domain, InodeLock wanted, LockWaiter waiter, Contention contention) {
        if (lockNow(domain, wanted, true, waiter, contention) == LockOutcome.GRANTED) {
            contention.after.add(() -> waiter.done(true));
        }
    }

    private LockOutcome lockNow(String domain, InodeLock wanted, boolean block, LockWaiter waiter,
            Contention contention) {
        FairQueue<InodeLock> queue = inodeDomains.computeIfAbsent(inodeDomain(domain, wanted),
                d -> new FairQueue<>(InodeLock::conflicts, InodeLock::owner));
        LockOutcome outcome = queue.lock(wanted, block, waiter);
        if (outcome != LockOutcome.GRANTED) {
            queue.inTheWay(wanted).forEach(held -> notice(domain, held, contention));
        }
        return outcome;
    }

    private boolean holdsAny(Predicate<InodeLock> match) {
        return inodeDomains.values().stream().anyMatch(queue -> queue.holdsAny(match));
    }

    LockOutcome beginRemoval(String client, LockWaiter waiter, Contention contention) {
        Predicate<InodeLock> inTheWay = RemovalGate.holdsUp(client);
        if (!holdsAny(inTheWay)) {
            removals.begin();
            return LockOutcome.GRANTED;
        }
        removals.await(client, waiter);
        inodeDomains.forEach((domain, queue) -> queue.held(inTheWay)
                .forEach(held -> notice(plainDomain(domain, held), held, contention)));
        return LockOutcome.QUEUED;
    }

    void endRemoval(List<Runnable> after) {
        removals.end();
        removals.settle(this::holdsAny, after);
    }

    /** How contention is reported: at most once per lock in {@code delayNanos}. */
    record Contention(ContentionHook hook, long nowNanos, long delayNanos, List<Runnable> after) {
        Contention with(List<Runnable> laterStep) {
            return new Contention(hook, nowNanos, delayNanos, laterStep);
        }

        void tell(Gfid gfid, LockOwner holder) {
            after.add(() -> hook.obstructed(gfid, holder));
        }
    }

    private void notice(String domain, InodeLock held, Contention contention) {
        Long last = noticedNanos.get(held);
        contention.tell(gfid, held.owner());
        if (last == null || contention.nowNanos - last >= contention.delayNanos) {
            noticedNanos.put(held, contention.nowNanos);
            contention.after.add(() -> contention.hook.contended(gfid, domain, held));
        }
    }

    LockOutcome inodeUnlock(String domain, InodeLock unlock, List<Runnable> after) {
        FairQueue<InodeLock> queue = inodeDomains.get(inodeDomain(domain, unlock));
        boolean found = queue != null && queue.unlock(held -> {
            boolean match = held.range().equals(unlock.range()) && held.owner().equals(unlock.owner());
            if (match) {
                noticedNanos.remove(held);
            }
            return match;
        }, after);
        removals.settle(this::holdsAny, after);
        return found ? LockOutcome.GRANTED : LockOutcome.INVALID;
    }

    private static String plainDomain(String domain, InodeLock lock) {
        return lock.isMetadata() ? domain.substring(0, domain.length() - METADATA_SUFFIX.length()) : domain;
    }

    private static String inodeDomain(String domain, InodeLock lock) {
        return lock.isMetadata() ? domain + METADATA_SUFFIX : domain;
    }

    LockOutcome entrylk(String domain, EntryLock wanted, boolean block, LockWaiter waiter, Contention contention) {
        FairQueue<EntryLock> queue = entryDomains.computeIfAbsent(domain,
                d -> new FairQueue<>(EntryLock::conflicts, EntryLock::owner));
        LockOutcome outcome = queue.lock(wanted, block, waiter);
        if (outcome != LockOutcome.GRANTED) {
            queue.inTheWay(wanted).forEach(held -> contention.tell(gfid, held.owner()));
        }
        return outcome;
    }

    LockOutcome posixLock(PosixLock wanted, boolean block, LockWaiter waiter, Contention contention) {
        PosixLock held = posix.conflict(wanted);
        if (held != null) {
            contention.tell(gfid, held.owner());
        }
        return posix.lock(wanted, block, waiter, contention.after);
    }

    LockOutcome entryUnlock(String domain, EntryLock unlock, List<Runnable> after) {
        FairQueue<EntryLock> queue = entryDomains.get(domain);
        boolean found = queue != null && queue.unlock(held -> held.isUnlockedBy(unlock), after);
        return found ? LockOutcome.GRANTED : LockOutcome.INVALID;
    }

    PosixLocks posix() {
        return posix;
    }

    /** Drops everything of one client; its waiters are told that they were given up. */
    void disconnect(String client, List<Runnable> after) {
        removals.disconnect(client, after);
        dropInode(lock -> lock.owner().client().equals(client), true, true, after);
        dropEntry(lock -> lock.owner().client().equals(client), true, true, after);
        posix.drop(lock -> lock.owner().client().equals(client), true, true, after);
    }

    int dropInode(Predicate<InodeLock> match, boolean held, boolean waiting, List<Runnable> after) {
        if (held) {
            noticedNanos.keySet().removeIf(match);
        }
        int dropped = inodeDomains.values().stream().mapToInt(q -> q.drop(match, held, waiting, after)).sum();
        removals.settle(this::holdsAny, after);
        return dropped;
    }

    /** Clears held or waiting locks; returns how many. */
    int clear(ClearLocks what, boolean held, List<Runnable> after) {
        Predicate<ByteRange> range = what.byRange();
        return switch (what.type()) {
            case INODE -> dropInode(lock -> range.test(lock.range()), held, !held, after);
            case ENTRY -> dropEntry(what.byName(), held, !held, after);
            case POSIX -> posix.drop(lock -> range.test(lock.range()), held, !held, after);
        };
    }

    int dropEntry(Predicate<EntryLock> match, boolean held, boolean waiting, List<Runnable> after) {
        return entryDomains.values().stream().mapToInt(q -> q.drop(match, held, waiting, after)).sum();
    }

    /** Inodelks held and waiting in all domains. */
    int inodeCount() {
        return inodeDomains.values().stream().mapToInt(FairQueue::count).sum() + removals.newcomers();
    }

    /** Inodelks held and waiting in one domain. */
    int inodeCount(String domain) {
        FairQueue<InodeLock> queue = inodeDomains.get(domain);
        return queue == null ? 0 : queue.count();
    }

    /** Entrylks held and waiting in all domains. */
    int entryCount() {
        return entryDomains.values().stream().mapToInt(FairQueue::count).sum();
    }

    /** Whether this very name is locked or waited for; a lock of the whole directory does not count. */
    boolean isNameLocked(String name) {
        return entryDomains.values().stream().anyMatch(q -> q.count(lock -> name.equals(lock.name())) > 0);
    }

    /** Forgets empty domains; true if nothing is left. */
    boolean isEmpty() {
        inodeDomains.values().removeIf(q -> q.count() == 0);
        entryDomains.values().removeIf(q -> q.count() == 0);
        return inodeDomains.isEmpty() && entryDomains.isEmpty() && posix.count() == 0 && removals.isEmpty();
    }
}
