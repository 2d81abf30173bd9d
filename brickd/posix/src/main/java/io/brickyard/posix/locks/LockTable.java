package io.brickyard.posix.locks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/**
 * The locks of a brick. Thread-safe: each inode's locks are changed under that inode's monitor for the length of an
 * in-memory step; waiters and the contention hook are called after it was left, on the thread that made room.
 */
public final class LockTable {
    /** What the only lock of an inode takes, with all that belongs to the inode; further ones take less. */
    private static final long LOCK_BYTES = 1024;
    private static final long SHARE_OF_MEMORY = 8;

    private final ConcurrentHashMap<Gfid, LockedInode> inodes = new ConcurrentHashMap<>();
    private final ContentionNotices notices;
    private final long mostLocks;
    /** Held and waiting locks of all inodes; what several threads lock at once may exceed the bound by one each. */
    private final AtomicLong locks = new AtomicLong();
    /** Clients that went while calls of theirs may still run: nothing is granted to them. */
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    /**
     * A table without locks.
     *
     * @param mostLocks how many may be held and waited for at once: what clients lock is kept in memory
     */
    public LockTable(ContentionNotices notices, long mostLocks) {
        this.notices = notices;
        this.mostLocks = mostLocks;
    }

    /** How many locks leave enough of so much memory for everything else. */
    public static long mostLocks(long memoryBytes) {
        return memoryBytes / SHARE_OF_MEMORY / LOCK_BYTES;
    }

    /** When holders are asked to let go. */
    public ContentionNotices notices() {
        return notices;
    }

    /** INODELK, FINODELK to lock: SETLK with {@code block} false, SETLKW with true. */
    public LockOutcome inodelk(Gfid gfid, String domain, InodeLock lock, boolean block, LockWaiter waiter) {
        if (lock.owner().isAnonymous()) {
            return LockOutcome.INVALID;
        }
        return lock(gfid, lock.owner().client(),
                (inode, after) -> inode.inodelk(domain, lock, block, waiter, after));
    }

    /** INODELK, FINODELK to unlock: exact range and owner of one lock, whatever its type. */
    public LockOutcome inodeUnlock(Gfid gfid, String domain, InodeLock unlock) {
        return change(gfid, (inode, after) -> inode.inodeUnlock(domain, unlock, after));
    }

    /** ENTRYLK, FENTRYLK to lock. */
    public LockOutcome entrylk(Gfid directory, String domain, EntryLock lock, boolean block, LockWaiter waiter) {
        if (lock.owner().isAnonymous()) {
            return LockOutcome.INVALID;
        }
        return lock(directory, lock.owner().client(),
                (inode, after) -> inode.entrylk(domain, lock, block, waiter, after));
    }

    /** ENTRYLK, FENTRYLK to unlock: exact name, type and owner of one lock. */
    public LockOutcome entryUnlock(Gfid directory, String domain, EntryLock unlock) {
        return change(directory, (inode, after) -> inode.entryUnlock(domain, unlock, after));
    }

    /** LK to lock: SETLK with {@code block} false, SETLKW with true. */
    public LockOutcome posixLock(Gfid gfid, PosixLock lock, boolean block, LockWaiter waiter) {
        return lock(gfid, lock.owner().client(),
                (inode, after) -> inode.posixLock(lock, block, waiter, after));
    }

    /** LK to unlock any range; what the owner does not hold stays as it is. */
    public void posixUnlock(Gfid gfid, ByteRange range, LockOwner owner) {
        this.<@Nullable Void>change(gfid, (inode, after) -> {
            inode.posix().unlock(range, owner, after);
            return null;
        });
    }

    /** LK GETLK: the first lock that would refuse the request, or null. */
    public @Nullable PosixLock posixConflict(Gfid gfid, PosixLock wanted) {
        LockedInode inode = inodes.get(gfid);
        if (inode == null) {
            return null;
        }
        synchronized (inode) {
            return inode.posix().conflict(wanted);
        }
    }

    /** FLUSH: every POSIX lock of the owner on the inode goes. */
    public void flush(Gfid gfid, LockOwner owner) {
        if (inodes.containsKey(gfid)) {
            change(gfid, (inode, after) -> inode.posix().drop(lock -> lock.owner().equals(owner), true, true, after));
        }
    }

    /** RELEASE: every POSIX lock that a client took through one descriptor goes. */
    public void release(Gfid gfid, String client, long fd) {
        if (inodes.containsKey(gfid)) {
            change(gfid, (inode, after) -> inode.posix()
                    .drop(lock -> lock.fd() == fd && lock.owner().client().equals(client), true, true, after));
        }
    }

    /**
     * The last connection of a client went: its locks go, its waiters are given up, others may be granted. Calls of the
     * client that still run are granted nothing any more, until {@link #forget}.
     */
    public void disconnect(String client) {
        if (!gone.add(client)) {
            return;
        }
        for (Gfid gfid : inodes.keySet()) {
            this.<@Nullable Void>change(gfid, (inode, after) -> {
                inode.disconnect(client, after);
                return null;
            });
        }
    }

    /** The last call of a client that went is done. */
    public void forget(String client) {
        gone.remove(client);
    }

    /** Takes locks away by force; waiters among them are given up. */
    public ClearLocks.Cleared clear(Gfid gfid, ClearLocks what) {
        return change(gfid, (inode, after) -> {
            int waiting = what.waiting() ? inode.clear(what, false, after) : 0;
            return new ClearLocks.Cleared(waiting, what.held() ? inode.clear(what, true, after) : 0);
        });
    }

    /** Whoever waits for a POSIX lock stops doing so: the requests of this owner for exactly this range. */
    public int interrupt(Gfid gfid, ByteRange range, LockOwner owner) {
        return change(gfid, (inode, after) -> inode.posix().interrupt(range, owner, after));
    }

    /** GETACTIVELK: the POSIX locks that are held. To take them over (SETACTIVELK), lock each. */
    public List<PosixLock> posixLocks(Gfid gfid) {
        LockedInode inode = inodes.get(gfid);
        if (inode == null) {
            return List.of();
        }
        synchronized (inode) {
            return inode.posix().held();
        }
    }

    /**
     * Before UNLINK of an inode's name, RMDIR, and RENAME over it: GRANTED to go on, QUEUED to wait until other clients
     * have given up their inodelks; their holders get a contention notice. Locks of internal clients (negative pid) are
     * not in the way, but their removals wait like everyone's: a stock 10.3 brick looks at the lock's pid only. After
     * GRANTED, or the waiter's {@code done(true)}, {@link #endRemoval} must follow.
     */
    public LockOutcome beginRemoval(Gfid victim, String client, LockWaiter waiter) {
        return grant(victim, client, (inode, after) -> inode.beginRemoval(client, waiter, after));
    }

    /** The removal was done, or failed: inodelks that came meanwhile are tried again. */
    public void endRemoval(Gfid victim) {
        this.<@Nullable Void>change(victim, (inode, after) -> {
            inode.endRemoval(after);
            return null;
        });
    }

    /** {@code glusterfs.inodelk-count}: held and waiting in all domains. */
    public int inodelkCount(Gfid gfid) {
        return count(gfid, LockedInode::inodeCount);
    }

    /** {@code glusterfs.inodelk-dom-count} and -dom-prefix: held and waiting in one domain. */
    public int inodelkCount(Gfid gfid, String domain) {
        return count(gfid, inode -> inode.inodeCount(domain));
    }

    /** {@code glusterfs.entrylk-count}: held and waiting in all domains. */
    public int entrylkCount(Gfid directory) {
        return count(directory, LockedInode::entryCount);
    }

    /** {@code glusterfs.posixlk-count}: held and waiting. */
    public int posixlkCount(Gfid gfid) {
        return count(gfid, inode -> inode.posix().count());
    }

    /** {@code glusterfs.parent-entrylk}: whether this very name is locked in the directory. */
    public boolean isNameLocked(Gfid directory, String name) {
        return count(directory, inode -> inode.isNameLocked(name) ? 1 : 0) > 0;
    }

    /** Whether an inode has locks or waiters, or a removal of it is under way. */
    public boolean isLocked(Gfid gfid) {
        return inodes.containsKey(gfid);
    }

    /** How many locks are held and waited for, of all kinds. */
    public long lockCount() {
        return locks.get();
    }

    /** How many inodes have locks or waiters. */
    public int lockedInodes() {
        return inodes.size();
    }

    private int count(Gfid gfid, Function<LockedInode, Integer> counter) {
        LockedInode inode = inodes.get(gfid);
        if (inode == null) {
            return 0;
        }
        synchronized (inode) {
            return counter.apply(inode);
        }
    }

    /** A lock, if there is room for one. */
    private LockOutcome lock(Gfid gfid, String client, BiFunction<LockedInode, List<Runnable>, LockOutcome> step) {
        return locks.get() >= mostLocks ? LockOutcome.NO_ROOM : grant(gfid, client, step);
    }

    /** A change that gives a client something. Looks for the client where its {@link #disconnect} takes things away. */
    private LockOutcome grant(Gfid gfid, String client, BiFunction<LockedInode, List<Runnable>, LockOutcome> step) {
        return change(gfid,
                (inode, after) -> gone.contains(client) ? LockOutcome.GONE : step.apply(inode, after));
    }

    private <R> R change(Gfid gfid, BiFunction<LockedInode, List<Runnable>, R> step) {
        List<Runnable> after = new ArrayList<>(2);
        while (true) {
            LockedInode inode = inodes.computeIfAbsent(gfid, made -> new LockedInode(made, notices));
            R result;
            synchronized (inode) {
                if (inode.retired) {
                    continue;
                }
                int before = inode.lockCount();
                result = step.apply(inode, after);
                locks.addAndGet(inode.lockCount() - before);
                if (inode.isEmpty()) {
                    inode.retired = true;
                    inodes.remove(gfid, inode);
                }
            }
            after.forEach(Runnable::run);
            return result;
        }
    }
}
