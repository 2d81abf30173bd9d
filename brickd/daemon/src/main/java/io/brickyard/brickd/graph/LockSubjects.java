package io.brickyard.brickd.graph;

import io.brickyard.posix.PosixStorage;
import io.brickyard.posix.locks.LockTable;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.WireFd;
import io.brickyard.xlator.Session;
import org.jspecify.annotations.Nullable;

/**
 * What locks are asked for has to exist, or to be locked still: a removed inode is known until its last lock goes. Error
 * numbers as seen on a stock 10.3 brick.
 */
final class LockSubjects {
    private final PosixStorage storage;
    private final LockTable table;

    LockSubjects(PosixStorage storage, LockTable table) {
        this.storage = storage;
        this.table = table;
    }

    /** Whether to find out about an inode may take a wait for the disk. */
    boolean mayWait(Gfid gfid) {
        return !storage.hasInMemory(gfid);
    }

    /** What is wrong with a lock on an inode; null if nothing is. */
    @Nullable
    Errno fault(Gfid gfid) {
        return isKnown(gfid) ? null : Errno.ESTALE;
    }

    /** What is wrong with a lock on an open file; null if nothing is. */
    @Nullable
    Errno fault(Session session, long fd, Gfid gfid) {
        if (fd == WireFd.ANONYMOUS) {
            return isKnown(gfid) ? null : Errno.ENOENT;
        }
        return ClientFiles.of(session, storage).table().has(fd) ? null : Errno.EBADF;
    }

    private boolean isKnown(Gfid gfid) {
        return table.isLocked(gfid) || storage.has(gfid);
    }
}
