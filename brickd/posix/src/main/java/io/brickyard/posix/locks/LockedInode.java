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
    private final ContentionNotices notices;
    private final Map<String, FairQueue<InodeLock>> inodeDomains = new HashMap<>();
    private final Map<String, FairQueue<EntryLock>> entryDomains = new HashMap<>();
    private final PosixLocks posix = new PosixLocks();
    private final RemovalGate removals = new RemovalGate();
    /** Taken out of the table because nothing was locked any more. */
    boolean retired;

    LockedInode(Gfid gfid, ContentionNotices notices) {
        this.gfid = gfid;
        this.notices = notices;
    }

    LockOutcome inodelk(String domain, InodeLock wanted, boolean block, LockWaiter waiter, List<Runnable> after) {
        boolean waits = removals.isClosed() && wanted.pid() >= 0 && !holdsAny(l -> l.owner().equals(wanted.owner()));
        if (waits && block) {
            removals.await(new RemovalGate.Newcomer(wanted.owner(), waiter,
                    late -> lockLate(domain, wanted, waiter, late)));
        }
        return waits ? block ? LockOutcome.QUEUED : LockOutcome.AGAIN : lockNow(domain, wanted, block, waiter, after);
    }

    private void lockLate(String domain, InodeLock wanted, LockWaiter waiter, List<Runnable> after) {
        if (lockNow(domain, wanted, true, waiter, after) == LockOutcome.GRANTED) {
            after.add(() -> waiter.done(true));
        }
    }

    private LockOutcome lockNow(String domain, InodeLock wanted, boolean block, LockWaiter waiter,
            List<Runnable> after) {
        return inodeDomains
                .computeIfAbsent(inodeDomain(domain, wanted), d -> new FairQueue<>(InodeLock::conflicts,
                        InodeLock::owner, (held, then) -> notice(d, held, then)))
                .lock(wanted, block, waiter, after);
    }

    private boolean holdsAny(Predicate<InodeLock> match) {
        return inodeDomains.values().stream().anyMatch(queue -> queue.holdsAny(match));
    }

    LockOutcome beginRemoval(String client, LockWaiter waiter, List<Runnable> after) {
        Predicate<InodeLock> inTheWay = RemovalGate.holdsUp(client);
        if (!holdsAny(inTheWay)) {
            removals.begin();
            return LockOutcome.GRANTED;
        }
        removals.await(client, waiter);
        inodeDomains.forEach((domain, queue) -> queue.held(inTheWay).forEach(held -> notice(domain, held, after)));
        return LockOutcome.QUEUED;
    }

    void endRemoval(List<Runnable> after) {
        removals.end();
        removals.settle(this::holdsAny, after);
    }

    /** As on a stock brick the domain is the internal one, also for a metadata lock. */
    private void notice(String domain, Held<InodeLock> held, List<Runnable> after) {
        obstructed(held.lock().owner(), after);
        if (notices.isDue(held)) {
            after.add(() -> notices.hook().contended(gfid, domain, held.lock()));
        }
    }

    private void obstructed(LockOwner holder, List<Runnable> after) {
        after.add(() -> notices.hook().obstructed(gfid, holder));
    }

    LockOutcome inodeUnlock(String domain, InodeLock unlock, List<Runnable> after) {
        FairQueue<InodeLock> queue = inodeDomains.get(inodeDomain(domain, unlock));
        boolean found = queue != null && queue.unlock(
                held -> held.range().equals(unlock.range()) && held.owner().equals(unlock.owner()), after);
        removals.settle(this::holdsAny, after);
        return found ? LockOutcome.GRANTED : LockOutcome.INVALID;
    }

    private static String inodeDomain(String domain, InodeLock lock) {
        return lock.isMetadata() ? domain + METADATA_SUFFIX : domain;
    }

    /** No client hears of contention: a stock brick sends no notice for entry locks. */
    LockOutcome entrylk(String domain, EntryLock wanted, boolean block, LockWaiter waiter, List<Runnable> after) {
        return entryDomains
                .computeIfAbsent(domain, d -> new FairQueue<>(EntryLock::conflicts, EntryLock::owner,
                        (held, then) -> obstructed(held.lock().owner(), then)))
                .lock(wanted, block, waiter, after);
    }

    LockOutcome posixLock(PosixLock wanted, boolean block, LockWaiter waiter, List<Runnable> after) {
        PosixLock held = posix.conflict(wanted);
        if (held != null) {
            obstructed(held.owner(), after);
        }
        return posix.lock(wanted, block, waiter, after);
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

    /** Held and waiting locks of all kinds; on the path of each lock call, hence no streams. */
    int lockCount() {
        int count = removals.newcomers() + posix.count();
        for (FairQueue<InodeLock> queue : inodeDomains.values()) {
            count += queue.count();
        }
        for (FairQueue<EntryLock> queue : entryDomains.values()) {
            count += queue.count();
        }
        return count;
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
