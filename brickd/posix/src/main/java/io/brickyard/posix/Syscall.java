package io.brickyard.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

import io.brickyard.wire.type.Errno;

/**
 * The one door to the Linux kernel: glibc's {@code syscall(2)} through the foreign-function API.
 *
 * <p>Promises: a call allocates nothing; arguments travel in segments that each thread owns for its life (a virtual
 * thread would own a set of its own: use platform threads); errno is read only when the call failed; EINTR is retried.
 * Memory named by an address must stay reachable during the call: per-thread segments do, callers' buffers are fenced by
 * the methods that take them.
 */
final class Syscall {
    /** Longest path the kernel takes, with its NUL. */
    static final int PATH_MAX = 4096;
    /** Largest xattr value or name list, in bytes. */
    static final int XATTR_MAX = 65536;

    private static final MemoryLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SYSCALL = downcall();
    private static final ThreadLocal<Syscall> PER_THREAD = ThreadLocal.withInitial(Syscall::new);
    private static final int EINTR = 4;

    /** Where the kernel's errno lands. */
    private final MemorySegment capture;
    /** First path or xattr path. */
    final MemorySegment pathA;
    /** Second path. */
    final MemorySegment pathB;
    /** Xattr name. */
    final MemorySegment name;
    /** Small structures: statx, timespec, iovec, statfs, open_how. */
    final MemorySegment struct;
    /** Xattr values and lists, directory entries. */
    final MemorySegment value;
    /** How many more calls of this thread reach the kernel; afterwards the disk is dead. */
    private int callsLeft = Integer.MAX_VALUE;

    private Syscall() {
        Arena arena = Arena.ofAuto();
        capture = arena.allocate(CAPTURE);
        pathA = arena.allocate(PATH_MAX);
        pathB = arena.allocate(PATH_MAX);
        name = arena.allocate(512);
        struct = arena.allocate(512, 16);
        value = arena.allocate(XATTR_MAX, 16);
    }

    /** This thread's set of segments. */
    static Syscall here() {
        return PER_THREAD.get();
    }

    @SuppressWarnings("restricted")
    private static MethodHandle downcall() {
        ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup().findOrThrow("syscall");
        return linker.downcallHandle(symbol, FunctionDescriptor.of(word, word, word, word, word, word, word, word),
                Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(1));
    }

    /**
     * Lets this thread make so many more calls; all later ones fail with EIO, only close(2) still works. What the disk
     * shows then is what a crash between two calls leaves, clean-up code included. {@link Integer#MAX_VALUE} ends it.
     */
    void dieAfter(int calls) {
        callsLeft = calls;
    }

    /** Whether a call was refused since {@link #dieAfter}. */
    boolean isDead() {
        return callsLeft < 0;
    }

    /** Makes the call; returns its result, or minus errno. */
    long raw(SyscallNumbers call, long a, long b, long c, long d, long e, long f) {
        if (callsLeft != Integer.MAX_VALUE && call != SyscallNumbers.CLOSE && --callsLeft < 0) {
            callsLeft = -1;
            return -Errno.EIO.code();
        }
        try {
            while (true) {
                long result = (long) SYSCALL.invokeExact(capture, call.number(), a, b, c, d, e, f);
                if (result != -1) {
                    return result;
                }
                int errno = (int) ERRNO.get(capture, 0L);
                if (errno != EINTR) {
                    return -errno;
                }
            }
        } catch (Throwable broken) {
            throw new IllegalStateException("foreign-function call failed: " + call, broken);
        }
    }

    /** Makes the call; fails with its errno. */
    long call(SyscallNumbers call, long a, long b, long c, long d, long e, long f) throws SysException {
        long result = raw(call, a, b, c, d, e, f);
        if (result < 0 && result >= -4095) {
            throw SysException.of((int) -result);
        }
        return result;
    }

    long call(SyscallNumbers call, long a, long b, long c, long d) throws SysException {
        return call(call, a, b, c, d, 0, 0);
    }

    long call(SyscallNumbers call, long a, long b) throws SysException {
        return call(call, a, b, 0, 0, 0, 0);
    }

    /** Puts a path into the first path segment; returns its address. */
    long pathA(byte[] path) throws SysException {
        return put(pathA, path, Errno.ENAMETOOLONG);
    }

    /** Puts a path into the second path segment; returns its address. */
    long pathB(byte[] path) throws SysException {
        return put(pathB, path, Errno.ENAMETOOLONG);
    }

    /** Puts an xattr name into its segment; returns its address. */
    long xattrName(byte[] xattrName) throws SysException {
        return put(name, xattrName, Errno.ERANGE);
    }

    private static long put(MemorySegment segment, byte[] text, Errno tooLong) throws SysException {
        if (text.length >= segment.byteSize()) {
            throw SysException.of(tooLong);
        }
        for (byte b : text) {
            if (b == 0) {
                throw SysException.of(Errno.EINVAL);
            }
        }
        MemorySegment.copy(text, 0, segment, ValueLayout.JAVA_BYTE, 0, text.length);
        segment.set(ValueLayout.JAVA_BYTE, text.length, (byte) 0);
        return segment.address();
    }
}
