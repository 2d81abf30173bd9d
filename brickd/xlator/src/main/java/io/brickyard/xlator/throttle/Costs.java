package io.brickyard.xlator.throttle;

import io.brickyard.wire.fop.Fop;

/**
 * What file operations cost the brick: a fixed part and one per KiB of data, in tokens. A token is about a microsecond of
 * one processor, so that a brick that may use one processor has a million of them per second.
 *
 * <p>The numbers are processor time of a brickd process per call, client and network left out, page cache warm, on an
 * x86-64 virtual machine of 2026; {@code brickd/daemon/src/bench/FopCosts.java} measures them again. Only their
 * proportions matter much: rates are set in the same tokens.
 */
final class Costs {
    private static final int BYTES_PER_KIB = 1024;
    /** Thousandths of a token per KiB. */
    private static final int MILLI = 1000;

    private Costs() {
    }

    /** At least one token; {@code bytes} are those of the data that it moves. */
    static long of(Fop fop, long bytes) {
        return fixed(fop) + (bytes / BYTES_PER_KIB * milliPerKib(fop) + MILLI - 1) / MILLI;
    }

    private static int fixed(Fop fop) {
        return switch (fop) {
            case STAT, FSTAT, ACCESS, STATFS, SEEK, LEASE, GETACTIVELK, SETACTIVELK, IPC -> 15;
            case READ, OPEN, OPENDIR, READLINK, LOOKUP, GETXATTR, FGETXATTR, FLUSH, RELEASE, RELEASEDIR -> 20;
            case LK, INODELK, FINODELK, ENTRYLK, FENTRYLK -> 10;
            case WRITE, TRUNCATE, FTRUNCATE, SETATTR, FSETATTR, SETXATTR, FSETXATTR, REMOVEXATTR, FREMOVEXATTR, XATTROP,
                    FXATTROP, FALLOCATE, DISCARD, ZEROFILL, RCHECKSUM ->
                35;
            case READDIR, READDIRP, FSYNC, FSYNCDIR, COPY_FILE_RANGE -> 60;
            case MKNOD, MKDIR, UNLINK, RMDIR, SYMLINK, RENAME, LINK, CREATE, ICREATE, NAMELINK, PUT -> 120;
        };
    }

    private static int milliPerKib(Fop fop) {
        return switch (fop) {
            case RCHECKSUM -> 3000;
            case WRITE, PUT -> 600;
            default -> 300;
        };
    }
}
