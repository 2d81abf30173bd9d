package io.brickyard.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;

import static io.brickyard.posix.SyscallNumbers.CLOSE;
import static io.brickyard.posix.SyscallNumbers.COPY_FILE_RANGE;
import static io.brickyard.posix.SyscallNumbers.FALLOCATE;
import static io.brickyard.posix.SyscallNumbers.FCNTL;
import static io.brickyard.posix.SyscallNumbers.FDATASYNC;
import static io.brickyard.posix.SyscallNumbers.FLOCK;
import static io.brickyard.posix.SyscallNumbers.FSTATFS;
import static io.brickyard.posix.SyscallNumbers.FSYNC;
import static io.brickyard.posix.SyscallNumbers.FTRUNCATE;
import static io.brickyard.posix.SyscallNumbers.LSEEK;
import static io.brickyard.posix.SyscallNumbers.PREAD64;
import static io.brickyard.posix.SyscallNumbers.PREADV2;
import static io.brickyard.posix.SyscallNumbers.PWRITE64;
import static io.brickyard.posix.SyscallNumbers.STATX;
import static io.brickyard.posix.SyscallNumbers.UMASK;

/**
 * System calls on open descriptors. All fail with {@link SysException}; offsets and lengths are bytes. Calls that take
 * names are in {@link LibcNames}, xattrs in {@link LibcXattr}, directory reading in {@link LibcDir}.
 */
public final class Libc {
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_ACCMODE = 3;
    public static final int O_CREAT = 0100;
    public static final int O_EXCL = 0200;
    public static final int O_NOCTTY = 0400;
    public static final int O_TRUNC = 01000;
    public static final int O_APPEND = 02000;
    public static final int O_NONBLOCK = 04000;
    public static final int O_DSYNC = 010000;
    public static final int O_SYNC = 04010000;
    public static final int O_CLOEXEC = 02000000;
    public static final int O_PATH = 010000000;
    private static final boolean ARM64 = "aarch64".equals(System.getProperty("os.arch"));
    public static final int O_DIRECT = ARM64 ? 0200000 : 040000;
    public static final int O_DIRECTORY = ARM64 ? 040000 : 0200000;
    public static final int O_NOFOLLOW = ARM64 ? 0100000 : 0400000;
    public static final int O_TMPFILE = 020000000 | O_DIRECTORY;

    public static final int SEEK_DATA = 3;
    public static final int SEEK_HOLE = 4;
    public static final int FALLOC_KEEP_SIZE = 1;
    public static final int FALLOC_PUNCH_HOLE = 2;
    public static final int FALLOC_ZERO_RANGE = 16;

    static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final int RWF_NOWAIT = 8;
    private static final int F_SETFL = 4;
    private static final int LOCK_EX_NB = 2 | 4;

    private Libc() {
    }

    public static void close(int fd) {
        // After close(2) the number is free whatever the result: there is nothing a caller could do about an error.
        Syscall.here().raw(CLOSE, fd, 0, 0, 0, 0, 0);
    }

    /** Reads up to {@code length} bytes at a file offset into a native segment; 0 at end of file. */
    public static int pread(int fd, MemorySegment into, long at, int length, long offset) throws SysException {
        checkRange(into, at, length);
        try {
            return (int) Syscall.here().call(PREAD64, fd, into.address() + at, length, offset);
        } finally {
            Reference.reachabilityFence(into);
        }
    }

    /** Writes up to {@code length} bytes at a file offset from a native segment; returns how many were taken. */
    public static int pwrite(int fd, MemorySegment from, long at, int length, long offset) throws SysException {
        checkRange(from, at, length);
        try {
            return (int) Syscall.here().call(PWRITE64, fd, from.address() + at, length, offset);
        } finally {
            Reference.reachabilityFence(from);
        }
    }

    /**
     * Reads cached pages only (preadv2 with RWF_NOWAIT): bytes read, which may be fewer than asked for, or minus errno,
     * EAGAIN where the disk would be needed. Never throws, never waits for the disk.
     */
    public static int preadCached(int fd, MemorySegment into, long at, int length, long offset) {
        checkRange(into, at, length);
        Syscall s = Syscall.here();
        s.struct.set(ValueLayout.JAVA_LONG, 0, into.address() + at);
        s.struct.set(ValueLayout.JAVA_LONG, 8, length);
        try {
            return (int) s.raw(PREADV2, fd, s.struct.address(), 1, offset, 0, RWF_NOWAIT);
        } finally {
            Reference.reachabilityFence(into);
        }
    }

    private static void checkRange(MemorySegment segment, long at, int length) {
        if (!segment.isNative() || at < 0 || length < 0 || length > segment.byteSize() - at) {
            throw new IllegalArgumentException("no native memory of " + length + " bytes at " + at);
        }
    }

    public static InodeStat fstat(int fd) throws SysException {
        Syscall s = Syscall.here();
        s.pathA.set(ValueLayout.JAVA_BYTE, 0, (byte) 0);
        s.call(STATX, fd, s.pathA.address(), AT_EMPTY_PATH, STATX_BASIC_STATS, s.struct.address(), 0);
        return InodeStat.decode(s.struct);
    }

    public static void fsync(int fd) throws SysException {
        Syscall.here().call(FSYNC, fd, 0);
    }

    public static void fdatasync(int fd) throws SysException {
        Syscall.here().call(FDATASYNC, fd, 0);
    }

    public static void ftruncate(int fd, long size) throws SysException {
        Syscall.here().call(FTRUNCATE, fd, size);
    }

    public static void fallocate(int fd, int mode, long offset, long length) throws SysException {
        Syscall.here().call(FALLOCATE, fd, mode, offset, length);
    }

    /** Moves to the next data or hole ({@link #SEEK_DATA}, {@link #SEEK_HOLE}); ENXIO past the end. */
    public static long lseek(int fd, long offset, int whence) throws SysException {
        return Syscall.here().call(LSEEK, fd, offset, whence, 0);
    }

    /** Copies inside the kernel; returns how many bytes, 0 at end of the source. */
    public static long copyFileRange(int from, long fromOffset, int to, long toOffset, long length)
            throws SysException {
        Syscall s = Syscall.here();
        s.struct.set(ValueLayout.JAVA_LONG, 0, fromOffset);
        s.struct.set(ValueLayout.JAVA_LONG, 8, toOffset);
        return s.call(COPY_FILE_RANGE, from, s.struct.address(), to, s.struct.address() + 8, length, 0);
    }

    /** Takes the whole-file lock of flock(2) at once or fails with EAGAIN; it goes with the descriptor. */
    public static void lockExclusively(int fd) throws SysException {
        Syscall.here().call(FLOCK, fd, LOCK_EX_NB);
    }

    /** From now on every write to the descriptor goes to the end of the file, whatever its offset (O_APPEND). */
    static void appendAlways(int fd) throws SysException {
        Syscall.here().call(FCNTL, fd, F_SETFL, O_APPEND, 0);
    }

    /** Sets the umask of the process; returns the one before. */
    public static int umask(int mask) {
        return (int) Syscall.here().raw(UMASK, mask, 0, 0, 0, 0, 0);
    }

    /** Numbers of a file system, as statvfs(3) gives them; blocks in units of {@code frsize} bytes. */
    public record StatFs(long bsize, long frsize, long blocks, long bfree, long bavail, long files, long ffree,
            long fsid,
            long flags, long nameMax) {}

    public static StatFs fstatfs(int fd) throws SysException {
        Syscall s = Syscall.here();
        s.call(FSTATFS, fd, s.struct.address());
        MemorySegment b = s.struct;
        long bsize = word(b, 1);
        long frsize = word(b, 9) == 0 ? bsize : word(b, 9);
        long statfsIsValid = 0x20;
        return new StatFs(bsize, frsize, word(b, 2), word(b, 3), word(b, 4), word(b, 5), word(b, 6), word(b, 7),
                word(b, 10) & ~statfsIsValid, word(b, 8));
    }

    private static long word(MemorySegment struct, int index) {
        return struct.getAtIndex(ValueLayout.JAVA_LONG, index);
    }
}
