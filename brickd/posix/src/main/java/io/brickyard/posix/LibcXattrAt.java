package io.brickyard.posix;

import java.lang.foreign.ValueLayout;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static io.brickyard.posix.SyscallNumbers.GETXATTRAT;
import static io.brickyard.posix.SyscallNumbers.LISTXATTRAT;
import static io.brickyard.posix.SyscallNumbers.REMOVEXATTRAT;
import static io.brickyard.posix.SyscallNumbers.SETXATTRAT;

/**
 * Extended attributes of a name below a directory descriptor, never following a symlink in the last place. Linux 6.13
 * has system calls for this; on older ones the name is reached through {@code /proc/self/fd}, which
 * costs about a microsecond more.
 */
final class LibcXattrAt {
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    /** {@code struct xattr_args}: address of the value, its size, flags. */
    private static final int ARGS_BYTES = 16;

    private static final boolean SUPPORTED = isSupported();

    private LibcXattrAt() {
    }

    /** Older kernels say ENOSYS, some sandboxes EPERM. */
    private static boolean isSupported() {
        try {
            Syscall s = Syscall.here();
            return s.raw(LISTXATTRAT, LibcNames.AT_FDCWD, s.pathA(new byte[]{'/'}), AT_SYMLINK_NOFOLLOW,
                    s.value.address(), Syscall.XATTR_MAX, 0) >= 0;
        } catch (SysException impossible) {
            return false;
        }
    }

    /** The value, or null when there is none. */
    static byte @Nullable [] get(int dirFd, byte[] path, byte[] name) throws SysException {
        if (SUPPORTED) {
            Syscall s = Syscall.here();
            long result = s.raw(GETXATTRAT, dirFd, s.pathA(path), AT_SYMLINK_NOFOLLOW, s.xattrName(name),
                    args(s, Syscall.XATTR_MAX, 0), ARGS_BYTES);
            return LibcXattr.value(s, result);
        }
        return LibcXattr.lget(LibcNames.procPath(dirFd, path), name);
    }

    static void set(int dirFd, byte[] path, byte[] name, byte[] value, int flags) throws SysException {
        if (SUPPORTED) {
            Syscall s = Syscall.here();
            LibcXattr.put(s, value);
            long result = s.raw(SETXATTRAT, dirFd, s.pathA(path), AT_SYMLINK_NOFOLLOW, s.xattrName(name),
                    args(s, value.length, flags), ARGS_BYTES);
            check(result);
            return;
        }
        LibcXattr.lset(LibcNames.procPath(dirFd, path), name, value, flags);
    }

    static void remove(int dirFd, byte[] path, byte[] name) throws SysException {
        if (SUPPORTED) {
            Syscall s = Syscall.here();
            long result = s.raw(REMOVEXATTRAT, dirFd, s.pathA(path), AT_SYMLINK_NOFOLLOW, s.xattrName(name), 0, 0);
            check(result);
            return;
        }
        LibcXattr.lremove(LibcNames.procPath(dirFd, path), name);
    }

    /** All names, in the kernel's order. */
    static List<byte[]> list(int dirFd, byte[] path) throws SysException {
        if (SUPPORTED) {
            Syscall s = Syscall.here();
            long result = s.raw(LISTXATTRAT, dirFd, s.pathA(path), AT_SYMLINK_NOFOLLOW, s.value.address(),
                    Syscall.XATTR_MAX, 0);
            check(result);
            return LibcXattr.names(s, result);
        }
        return LibcXattr.llist(LibcNames.procPath(dirFd, path));
    }

    private static long args(Syscall s, int valueBytes, int flags) {
        s.struct.set(ValueLayout.JAVA_LONG, 0, s.value.address());
        s.struct.set(ValueLayout.JAVA_INT, 8, valueBytes);
        s.struct.set(ValueLayout.JAVA_INT, 12, flags);
        return s.struct.address();
    }

    private static void check(long result) throws SysException {
        if (result < 0) {
            throw SysException.of((int) -result);
        }
    }
}
