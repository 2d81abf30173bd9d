package io.brickyard.posix.locks;

/**
 * One inodelk, held or asked for.
 *
 * @param range bytes locked
 * @param exclusive write lock; else shared
 * @param owner who
 * @param pid process id in the holder's credential, for contention notices
 */
public record InodeLock(ByteRange range, boolean exclusive, LockOwner owner, int pid) {
    /** Start of the range that stands for the metadata of an inode: AFR's locks there never meet data locks. */
    public static final long METADATA_START = Long.MAX_VALUE - 1;

    boolean conflicts(InodeLock other) {
        return range.overlaps(other.range) && (exclusive || other.exclusive) && !owner.equals(other.owner);
    }

    boolean isMetadata() {
        return range.first() == METADATA_START && range.last() == Long.MAX_VALUE;
    }
}
