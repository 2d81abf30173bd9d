package io.brickyard.posix;

/**
 * Lets what a thread does give way to others for a while where processors are short. A thread of a lower priority is
 * preempted as soon as another wakes, however long its turn would have lasted, and has a tenth of that one's share meanwhile,
 * so that it still comes to give back what it holds.
 */
public final class ThreadPriority {
    /** As nice(2) counts: so much more weighs a tenth. */
    private static final int LOWER_BY = 10;
    private static final int MOST_NICE = 19;
    /** The kernel gives 20 - n for n, so that no priority looks like an error. */
    private static final int KERNEL_BASE = 20;
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
        return Raisable.YES && set(USUAL + LOWER_BY);
    }

    /** As it was before {@link #lower}. */
    public static void restore() {
        set(USUAL);
    }

    /** That of this thread, as nice(2) counts. */
    static int nice() {
        return KERNEL_BASE - (int) Syscall.here().raw(SyscallNumbers.GETPRIORITY, 0, 0, 0, 0, 0, 0);
    }

    private static boolean set(int nice) {
        return Syscall.here().raw(SyscallNumbers.SETPRIORITY, 0, 0, Math.min(nice, MOST_NICE), 0, 0, 0) == 0;
    }

    private static boolean isRaisable() {
        boolean[] could = new boolean[1];
        Thread tried = Thread.ofPlatform().daemon(true).start(() -> could[0] = set(USUAL + LOWER_BY) && set(USUAL));
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
