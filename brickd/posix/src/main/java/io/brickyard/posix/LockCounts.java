package io.brickyard.posix;

import io.brickyard.posix.locks.LockTable;
import io.brickyard.wire.type.Gfid;

/** Lock counts and the state of the heal backlog, which requests may ask for in xdata next to xattrs. */
public interface LockCounts {
    /** For a brick without features/locks and features/index. */
    LockCounts NONE = new LockCounts() {
    };

    /** Held and waiting inodelks of all domains. */
    default int inodelks(Gfid gfid) {
        return 0;
    }

    /** Held and waiting inodelks of one domain. */
    default int inodelks(Gfid gfid, String domain) {
        return 0;
    }

    /** Held and waiting entrylks of all domains. */
    default int entrylks(Gfid directory) {
        return 0;
    }

    /** Held and waiting POSIX locks. */
    default int posixlks(Gfid gfid) {
        return 0;
    }

    /** Whether this very name is locked in the directory. */
    default boolean isNameLocked(Gfid directory, String name) {
        return false;
    }

    /** Whether the heal backlog (indices/xattrop) has entries. */
    default boolean isBacklogged() {
        return false;
    }

    /** The counts of a lock table. */
    static LockCounts of(LockTable locks, java.util.function.BooleanSupplier backlogged) {
        return new LockCounts() {
            @Override
            public int inodelks(Gfid gfid) {
                return locks.inodelkCount(gfid);
            }

            @Override
            public int inodelks(Gfid gfid, String domain) {
                return locks.inodelkCount(gfid, domain);
            }

            @Override
            public int entrylks(Gfid directory) {
                return locks.entrylkCount(directory);
            }

            @Override
            public int posixlks(Gfid gfid) {
                return locks.posixlkCount(gfid);
            }

            @Override
            public boolean isNameLocked(Gfid directory, String name) {
                return locks.isNameLocked(directory, name);
            }

            @Override
            public boolean isBacklogged() {
                return backlogged.getAsBoolean();
            }
        };
    }
}
