package io.brickyard.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import io.brickyard.wire.type.Errno;

import static io.brickyard.posix.SyscallNumbers.FACCESSAT2;
import static io.brickyard.posix.SyscallNumbers.SETFSGID;
import static io.brickyard.posix.SyscallNumbers.SETFSUID;
import static io.brickyard.posix.SyscallNumbers.SETGROUPS;

/**
 * The calling thread's file-system ids, by raw system calls: glibc's setgroups would change every thread of the process,
 * the kernel's changes one. Only for platform threads: a virtual thread could be moved to another carrier while it
 * carries foreign rights.
 */
public final class LibcIds {
    private static final int MAX_GROUPS = 4096;

    private LibcIds() {
    }

    /** Something to do with other ids. */
    @FunctionalInterface
    public interface Action<T> {
        T run() throws SysException;
    }

    /** Runs one action as another user; the process ends when the thread's own ids cannot be put back. */
    public static <T> T as(int uid, int gid, int[] groups, Action<T> action) throws SysException {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("file-system ids can only be changed on a platform thread");
        }
        Syscall s = Syscall.here();
        setGroups(s, groups);
        try {
            setAndCheck(s, SETFSGID, gid);
            setAndCheck(s, SETFSUID, uid);
            return action.run();
        } finally {
            restore(s);
        }
    }

    /** The kernel's verdict for the thread's file-system ids: R 4, W 2, X 1. */
    public static void faccessat(int dirFd, byte[] name, int mask) throws SysException {
        int effectiveIdsNoFollow = 0x200 | 0x100;
        Syscall s = Syscall.here();
        s.call(FACCESSAT2, dirFd, s.pathA(name), mask, effectiveIdsNoFollow);
    }

    private static void restore(Syscall s) {
        try {
            setAndCheck(s, SETFSUID, 0);
            setAndCheck(s, SETFSGID, 0);
            setGroups(s, new int[0]);
        } catch (SysException stuck) {
            Runtime.getRuntime().halt(70);
        }
    }

    private static void setAndCheck(Syscall s, SyscallNumbers call, int id) throws SysException {
        s.raw(call, id, 0, 0, 0, 0, 0);
        // These calls report no error; asking with an id that cannot be set gives the present one.
        if ((int) s.raw(call, -1, 0, 0, 0, 0, 0) != id) {
            throw SysException.of(Errno.EPERM);
        }
    }

    private static void setGroups(Syscall s, int[] groups) throws SysException {
        if (groups.length > MAX_GROUPS) {
            throw SysException.of(Errno.EINVAL);
        }
        MemorySegment.copy(groups, 0, s.value, ValueLayout.JAVA_INT, 0, groups.length);
        s.call(SETGROUPS, groups.length, s.value.address());
    }
}
