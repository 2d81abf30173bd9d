package io.brickyard.posix.locks;

/**
 * One POSIX (fcntl) lock, held or asked for.
 *
 * @param range bytes locked
 * @param exclusive write lock; else shared
 * @param owner who
 * @param pid process on the client that holds it, as GETLK reports it
 * @param fd descriptor number it was taken through: the lock goes when that is released
 */
public record PosixLock(ByteRange range, boolean exclusive, LockOwner owner, int pid, long fd) {
    boolean conflicts(PosixLock other) {
        return range.overlaps(other.range) && (exclusive || other.exclusive) && !owner.equals(other.owner);
    }

    PosixLock withRange(ByteRange newRange) {
        return new PosixLock(newRange, exclusive, owner, pid, fd);
    }

    /** Whether two locks of one owner can be one lock: they touch or overlap and are alike. */
    boolean merges(PosixLock other) {
        boolean touch = range.overlaps(other.range) || range.isJustBefore(other.range)
                || other.range.isJustBefore(range);
        return touch && exclusive == other.exclusive && owner.equals(other.owner) && fd == other.fd && pid == other.pid;
    }
}
