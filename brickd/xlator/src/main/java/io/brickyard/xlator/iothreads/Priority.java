package io.brickyard.xlator.iothreads;

import java.util.List;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.rpc.ReservedPid;

/** Which queue of io-threads a call waits in, as GlusterFS 10.3 sorts them, and which calls wait in none. */
public enum Priority {
    /** Looks at names and attributes. */
    HIGH(0),
    /** Changes of names, attributes and extended attributes. */
    NORMAL(1),
    /** Data and what bears on it. */
    LOW(2),
    /** What GlusterFS's own processes do in the background, whatever the operation. */
    LEAST(3),
    /** Passes on the thread that wound it. */
    STRAIGHT(-1);

    /** Those that have a queue, first served first. */
    static final List<Priority> QUEUED = List.of(HIGH, NORMAL, LOW, LEAST);

    private final int queue;

    Priority(int queue) {
        this.queue = queue;
    }

    /** Its place in {@link #QUEUED}, -1 for {@link #STRAIGHT}. */
    int queue() {
        return queue;
    }

    /**
     * The priority of a call.
     *
     * @param pid of the call's credential; negative ones are {@link ReservedPid}
     * @param leastForReserved whether calls of reserved pids are LEAST; else they go by their operation
     */
    static Priority of(Fop fop, int pid, boolean leastForReserved) {
        Priority byFop = of(fop);
        if (byFop != STRAIGHT && leastForReserved && pid < 0 && pid != ReservedPid.NO_ROOT_SQUASH) {
            return LEAST;
        }
        return byFop;
    }

    /**
     * By operation. Differs from GlusterFS in this: COPY_FILE_RANGE, and RELEASE, whose close may free all of a file's
     * blocks, are queued, for they wait for the disk. Operations on locks, which it queues as NORMAL, pass straight.
     * They never touch the disk, and an unlock that waits behind the very calls that its lock holds up is a priority
     * inversion.
     */
    private static Priority of(Fop fop) {
        return switch (fop) {
            case LK, INODELK, FINODELK, ENTRYLK, FENTRYLK, LEASE, GETACTIVELK, SETACTIVELK -> STRAIGHT;
            case IPC -> STRAIGHT;
            case OPEN, STAT, FSTAT, LOOKUP, ACCESS, READLINK, OPENDIR, STATFS, READDIR, READDIRP, ICREATE, NAMELINK ->
                HIGH;
            case CREATE, FLUSH, UNLINK, SETATTR, FSETATTR, MKNOD, MKDIR, RMDIR, SYMLINK, RENAME, LINK, SETXATTR,
                    GETXATTR,
                    FSETXATTR, FGETXATTR, REMOVEXATTR, FREMOVEXATTR, PUT, RELEASE, RELEASEDIR ->
                NORMAL;
            case READ, WRITE, FSYNC, TRUNCATE, FTRUNCATE, FSYNCDIR, XATTROP, FXATTROP, RCHECKSUM, FALLOCATE, DISCARD,
                    ZEROFILL, SEEK, COPY_FILE_RANGE ->
                LOW;
        };
    }
}
