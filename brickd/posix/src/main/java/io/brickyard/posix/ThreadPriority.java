package io.brickyard.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Lets what a thread does give way to others for a while where processors are short. Then it has a tenth of another's share,
 * so that it still comes to give back what it holds, and short turns: Linux lets a thread finish its turn before one that
 * wakes, a millisecond or more unless told otherwise (from 6.12 on).
 */
public final class ThreadPriority {
    /** As nice(2) counts: so much more weighs a tenth. */
    private static final int LOWER_BY = 10;
    private static final int MOST_NICE = 19;
    /** The kernel gives 20 - n for n, so that no priority looks like an error. */
    private static final int KERNEL_BASE = 20;
    private static final long SHORT_SLICE_NANOS = 100_000;
    /** Of struct sched_attr; what is not set here is zero: the usual slice. */
    private static final int SIZE = 48;
    /** SCHED_FLAG_KEEP_POLICY: who was started at real-time priority stays there, as the kernel refuses the rest then. */
    private static final long KEEP_POLICY = 8;
    private static final long FLAGS_AT = 8;
    private static final long NICE_AT = 16;
    private static final long SLICE_AT = 24;
    private static final int USUAL = nice();

    /** Apart, for it is found out by a thread that needs this class. */
    private static final class Raisable {
        /** Anybody may lower a priority, but not everybody may have it back. */
        static final boolean YES = isRaisable();
    }

    private ThreadPriority() {
    }

    /** Lowers this thread's; false, and as before, if that could not be undone. */
    public static boolean lower() {
        return Raisable.YES && set(USUAL + LOWER_BY, SHORT_SLICE_NANOS);
    }

    /** As it was before {@link #lower}. */
    public static void restore() {
        set(USUAL, 0);
    }

    /** That of this thread, as nice(2) counts. */
    static int nice() {
        return KERNEL_BASE - (int) Syscall.here().raw(SyscallNumbers.GETPRIORITY, 0, 0, 0, 0, 0, 0);
    }

    private static boolean set(int nice, long sliceNanos) {
        Syscall s = Syscall.here();
        MemorySegment attributes = s.struct.asSlice(0, SIZE).fill((byte) 0);
        attributes.set(ValueLayout.JAVA_INT, 0, SIZE);
        attributes.set(ValueLayout.JAVA_LONG, FLAGS_AT, KEEP_POLICY);
        attributes.set(ValueLayout.JAVA_INT, NICE_AT, Math.min(nice, MOST_NICE));
        attributes.set(ValueLayout.JAVA_LONG, SLICE_AT, sliceNanos);
        return s.raw(SyscallNumbers.SCHED_SETATTR, 0, attributes.address(), 0, 0, 0, 0) == 0;
    }

    private static boolean isRaisable() {
        boolean[] could = new boolean[1];
        Thread tried = Thread.ofPlatform().daemon(true)
                .start(() -> could[0] = set(USUAL + LOWER_BY, SHORT_SLICE_NANOS) && set(USUAL, 0));
        boolean interrupted = false;
        while (true) {
            try {
                tried.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return could[0];
    }
}
