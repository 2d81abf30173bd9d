package io.brickyard.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

import io.brickyard.wire.type.Errno;
import org.jspecify.annotations.Nullable;

import static io.brickyard.posix.SyscallNumbers.FGETXATTR;
import static io.brickyard.posix.SyscallNumbers.FLISTXATTR;
import static io.brickyard.posix.SyscallNumbers.FREMOVEXATTR;
import static io.brickyard.posix.SyscallNumbers.FSETXATTR;
import static io.brickyard.posix.SyscallNumbers.LGETXATTR;
import static io.brickyard.posix.SyscallNumbers.LLISTXATTR;
import static io.brickyard.posix.SyscallNumbers.LREMOVEXATTR;
import static io.brickyard.posix.SyscallNumbers.LSETXATTR;

/**
 * Extended attributes. The path forms never follow a symlink in the last place; the descriptor forms refuse O_PATH
 * descriptors (EBADF), for which the path form on {@code /proc/self/fd} works. A missing attribute is a null, not an
 * exception: it is asked for in every LOOKUP.
 */
public final class LibcXattr {
    /** Fails with EEXIST when the attribute exists. */
    public static final int XATTR_CREATE = 1;
    /** Fails with ENODATA when it does not. */
    public static final int XATTR_REPLACE = 2;

    private LibcXattr() {
    }

    /** The value, or null when there is none. */
    public static byte @Nullable [] lget(byte[] path, byte[] name) throws SysException {
        Syscall s = Syscall.here();
        return value(s, s.raw(LGETXATTR, s.pathA(path), s.xattrName(name), s.value.address(), Syscall.XATTR_MAX, 0, 0));
    }

    /** The value, or null when there is none. */
    public static byte @Nullable [] fget(int fd, byte[] name) throws SysException {
        Syscall s = Syscall.here();
        return value(s, s.raw(FGETXATTR, fd, s.xattrName(name), s.value.address(), Syscall.XATTR_MAX, 0, 0));
    }

    static byte @Nullable [] value(Syscall s, long result) throws SysException {
        if (result >= 0) {
            byte[] value = new byte[(int) result];
            MemorySegment.copy(s.value, ValueLayout.JAVA_BYTE, 0, value, 0, value.length);
            return value;
        }
        if (result == -Errno.ENODATA.code()) {
            return null;
        }
        throw SysException.of((int) -result);
    }

    public static void lset(byte[] path, byte[] name, byte[] value, int flags) throws SysException {
        Syscall s = Syscall.here();
        s.call(LSETXATTR, s.pathA(path), s.xattrName(name), put(s, value), value.length, flags, 0);
    }

    public static void fset(int fd, byte[] name, byte[] value, int flags) throws SysException {
        Syscall s = Syscall.here();
        s.call(FSETXATTR, fd, s.xattrName(name), put(s, value), value.length, flags, 0);
    }

    static long put(Syscall s, byte[] value) throws SysException {
        if (value.length > Syscall.XATTR_MAX) {
            throw SysException.of(Errno.E2BIG);
        }
        MemorySegment.copy(value, 0, s.value, ValueLayout.JAVA_BYTE, 0, value.length);
        return s.value.address();
    }

    public static void lremove(byte[] path, byte[] name) throws SysException {
        Syscall s = Syscall.here();
        s.call(LREMOVEXATTR, s.pathA(path), s.xattrName(name));
    }

    public static void fremove(int fd, byte[] name) throws SysException {
        Syscall s = Syscall.here();
        s.call(FREMOVEXATTR, fd, s.xattrName(name));
    }

    /** All names, in the kernel's order. */
    public static List<byte[]> llist(byte[] path) throws SysException {
        Syscall s = Syscall.here();
        return names(s, s.call(LLISTXATTR, s.pathA(path), s.value.address(), Syscall.XATTR_MAX, 0));
    }

    /** All names, in the kernel's order. */
    public static List<byte[]> flist(int fd) throws SysException {
        Syscall s = Syscall.here();
        return names(s, s.call(FLISTXATTR, fd, s.value.address(), Syscall.XATTR_MAX, 0));
    }

    static List<byte[]> names(Syscall s, long length) {
        List<byte[]> names = new ArrayList<>();
        long start = 0;
        for (long i = 0; i < length; i++) {
            if (s.value.get(ValueLayout.JAVA_BYTE, i) == 0) {
                names.add(s.value.asSlice(start, i - start).toArray(ValueLayout.JAVA_BYTE));
                start = i + 1;
            }
        }
        return names;
    }
}
