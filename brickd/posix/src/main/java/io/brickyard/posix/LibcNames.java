package io.brickyard.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.brickyard.wire.type.Errno;

import static io.brickyard.posix.SyscallNumbers.FCHMOD;
import static io.brickyard.posix.SyscallNumbers.FCHMODAT;
import static io.brickyard.posix.SyscallNumbers.FCHOWN;
import static io.brickyard.posix.SyscallNumbers.FCHOWNAT;
import static io.brickyard.posix.SyscallNumbers.LINKAT;
import static io.brickyard.posix.SyscallNumbers.MKDIRAT;
import static io.brickyard.posix.SyscallNumbers.MKNODAT;
import static io.brickyard.posix.SyscallNumbers.OPENAT;
import static io.brickyard.posix.SyscallNumbers.OPENAT2;
import static io.brickyard.posix.SyscallNumbers.READLINKAT;
import static io.brickyard.posix.SyscallNumbers.RENAMEAT2;
import static io.brickyard.posix.SyscallNumbers.STATX;
import static io.brickyard.posix.SyscallNumbers.SYMLINKAT;
import static io.brickyard.posix.SyscallNumbers.UNLINKAT;
import static io.brickyard.posix.SyscallNumbers.UTIMENSAT;

/**
 * System calls that take names, always relative to a directory descriptor and never following a symlink in the last
 * component. Names are raw bytes without NUL: file names on Linux have no character set.
 */
public final class LibcNames {
    /** Directory descriptor that stands for the working directory; absolute names ignore it anyway. */
    public static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_SYMLINK_FOLLOW = 0x400;
    private static final int AT_REMOVEDIR = 0x200;
    private static final int RENAME_NOREPLACE = 1;
    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final int RESOLVE_NO_MAGICLINKS = 2;
    private static final int RESOLVE_BENEATH = 8;
    private static final int RESOLVE_CACHED = 0x20;
    private static final int BENEATH_TRIES = 64;
    private static final long UTIME_OMIT = 0x3ffffffeL;
    private static final byte[] HERE = {'.'};
    private static final byte[] PROC_FD = "/proc/self/fd/".getBytes(StandardCharsets.US_ASCII);

    private LibcNames() {
    }

    /** Opens a name; the descriptor is closed on exec. A symlink in the last place gives ELOOP, or itself with O_PATH. */
    public static int openat(int dirFd, byte[] name, int flags, int mode) throws SysException {
        Syscall s = Syscall.here();
        return (int) s.call(OPENAT, dirFd, s.pathA(name), flags | Libc.O_CLOEXEC | Libc.O_NOFOLLOW, mode);
    }

    /** Opens a path of the caller's own making, such as the brick directory, following symlinks. */
    public static int openFollowing(byte[] path, int flags, int mode) throws SysException {
        Syscall s = Syscall.here();
        return (int) s.call(OPENAT, AT_FDCWD, s.pathA(path), flags | Libc.O_CLOEXEC, mode);
    }

    /**
     * Opens a path, following symlinks, that must not leave the tree below {@code dirFd}: EXDEV where it would, ELOOP
     * beyond 40 symlinks.
     */
    public static int openBeneath(int dirFd, byte[] path, int flags) throws SysException {
        Syscall s = Syscall.here();
        long address = s.pathA(path);
        s.struct.set(ValueLayout.JAVA_LONG, 0, flags | (long) Libc.O_CLOEXEC);
        s.struct.set(ValueLayout.JAVA_LONG, 8, 0);
        s.struct.set(ValueLayout.JAVA_LONG, 16, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
        for (int i = 0;; i++) {
            long fd = s.raw(OPENAT2, dirFd, address, s.struct.address(), 24, 0, 0);
            if (fd >= 0) {
                return (int) fd;
            }
            // EAGAIN: a rename somewhere on the machine made the kernel unsure about a ".."; the next try decides.
            if (fd != -Errno.EAGAIN.code() || i == BENEATH_TRIES) {
                throw SysException.of((int) -fd);
            }
        }
    }

    /** Whether a path, its symlinks followed, leads to an inode without the kernel having to ask the disk. */
    public static boolean isInMemory(int dirFd, byte[] path) throws SysException {
        Syscall s = Syscall.here();
        long address = s.pathA(path);
        s.struct.set(ValueLayout.JAVA_LONG, 0, Libc.O_PATH | (long) Libc.O_CLOEXEC);
        s.struct.set(ValueLayout.JAVA_LONG, 8, 0);
        s.struct.set(ValueLayout.JAVA_LONG, 16, RESOLVE_CACHED);
        // Kernels before 5.12 do not know the flag and say so: then it is in doubt.
        long fd = s.raw(OPENAT2, dirFd, address, s.struct.address(), 24, 0, 0);
        if (fd >= 0) {
            Libc.close((int) fd);
        }
        return fd >= 0;
    }

    public static InodeStat lstatat(int dirFd, byte[] name) throws SysException {
        Syscall s = Syscall.here();
        s.call(STATX, dirFd, s.pathA(name), AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, s.struct.address(), 0);
        return InodeStat.decode(s.struct);
    }

    public static void linkat(int fromDir, byte[] from, int toDir, byte[] to) throws SysException {
        Syscall s = Syscall.here();
        s.call(LINKAT, fromDir, s.pathA(from), toDir, s.pathB(to), 0, 0);
    }

    /** Gives an open, perhaps nameless (O_TMPFILE) file a name. */
    public static void linkFd(int fd, int toDir, byte[] to) throws SysException {
        Syscall s = Syscall.here();
        s.call(LINKAT, AT_FDCWD, s.pathA(procPath(fd)), toDir, s.pathB(to), AT_SYMLINK_FOLLOW, 0);
    }

    public static void symlinkat(byte[] text, int dirFd, byte[] name) throws SysException {
        Syscall s = Syscall.here();
        s.call(SYMLINKAT, s.pathA(text), dirFd, s.pathB(name), 0);
    }

    public static byte[] readlinkat(int dirFd, byte[] name) throws SysException {
        Syscall s = Syscall.here();
        int length = (int) s.call(READLINKAT, dirFd, s.pathA(name), s.value.address(), Syscall.PATH_MAX);
        return s.value.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }

    public static void mknodat(int dirFd, byte[] name, int mode, long dev) throws SysException {
        Syscall s = Syscall.here();
        s.call(MKNODAT, dirFd, s.pathA(name), mode, dev);
    }

    public static void mkdirat(int dirFd, byte[] name, int mode) throws SysException {
        Syscall s = Syscall.here();
        s.call(MKDIRAT, dirFd, s.pathA(name), mode, 0);
    }

    public static void unlinkat(int dirFd, byte[] name) throws SysException {
        Syscall s = Syscall.here();
        s.call(UNLINKAT, dirFd, s.pathA(name), 0, 0);
    }

    public static void rmdirat(int dirFd, byte[] name) throws SysException {
        Syscall s = Syscall.here();
        s.call(UNLINKAT, dirFd, s.pathA(name), AT_REMOVEDIR, 0);
    }

    public static void renameat(int fromDir, byte[] from, int toDir, byte[] to) throws SysException {
        Syscall s = Syscall.here();
        s.call(RENAMEAT2, fromDir, s.pathA(from), toDir, s.pathB(to), 0, 0);
    }

    /** Renames, but fails with EEXIST instead of replacing. */
    public static void renameNoReplace(int fromDir, byte[] from, int toDir, byte[] to) throws SysException {
        Syscall s = Syscall.here();
        s.call(RENAMEAT2, fromDir, s.pathA(from), toDir, s.pathB(to), RENAME_NOREPLACE, 0);
    }

    public static void fchownat(int dirFd, byte[] name, int uid, int gid) throws SysException {
        Syscall s = Syscall.here();
        s.call(FCHOWNAT, dirFd, s.pathA(name), uid, gid, AT_SYMLINK_NOFOLLOW, 0);
    }

    public static void fchown(int fd, int uid, int gid) throws SysException {
        Syscall.here().call(FCHOWN, fd, uid, gid, 0);
    }

    /** Changes mode bits of a name that is no symlink: Linux follows one here, so the caller checks the type first. */
    public static void fchmodat(int dirFd, byte[] name, int mode) throws SysException {
        Syscall s = Syscall.here();
        s.call(FCHMODAT, dirFd, s.pathA(name), mode, 0);
    }

    public static void fchmod(int fd, int mode) throws SysException {
        Syscall.here().call(FCHMOD, fd, mode);
    }

    /** A pair of times to set; nanoseconds of {@link #OMIT} leave one as it is. */
    public record Times(long atimeSec, long atimeNanos, long mtimeSec, long mtimeNanos) {
        /** In place of nanoseconds: do not change. */
        public static final long OMIT = UTIME_OMIT;
    }

    public static void utimensat(int dirFd, byte[] name, Times times) throws SysException {
        Syscall s = Syscall.here();
        s.call(UTIMENSAT, dirFd, s.pathA(name), putTimes(s, times), AT_SYMLINK_NOFOLLOW);
    }

    public static void futimens(int fd, Times times) throws SysException {
        Syscall s = Syscall.here();
        s.call(UTIMENSAT, fd, 0, putTimes(s, times), 0);
    }

    private static long putTimes(Syscall s, Times times) {
        MemorySegment b = s.struct;
        b.setAtIndex(ValueLayout.JAVA_LONG, 0, times.atimeSec());
        b.setAtIndex(ValueLayout.JAVA_LONG, 1, times.atimeNanos());
        b.setAtIndex(ValueLayout.JAVA_LONG, 2, times.mtimeSec());
        b.setAtIndex(ValueLayout.JAVA_LONG, 3, times.mtimeNanos());
        return b.address();
    }

    /** The magic path of a descriptor, for calls that know no descriptors. */
    static byte[] procPath(int fd) {
        return procPath(fd, 0);
    }

    /** {@code /proc/self/fd/FD/NAME}: a name below a directory descriptor, for calls without an *at() form. */
    static byte[] procPath(int dirFd, byte[] name) {
        byte[] path = procPath(dirFd, name.length + 1);
        int at = path.length - name.length;
        path[at - 1] = '/';
        System.arraycopy(name, 0, path, at, name.length);
        return path;
    }

    /** The path with room behind it; made of every xattr call, hence without strings. */
    private static byte[] procPath(int fd, int room) {
        int digits = 1;
        for (int rest = fd; rest > 9; rest /= 10) {
            digits++;
        }
        byte[] path = Arrays.copyOf(PROC_FD, PROC_FD.length + digits + room);
        for (int i = PROC_FD.length + digits - 1, rest = fd; i >= PROC_FD.length; i--, rest /= 10) {
            path[i] = (byte) ('0' + rest % 10);
        }
        return path;
    }

    /** The name of a directory in itself: {@code .}. */
    static byte[] here() {
        return HERE.clone();
    }
}
