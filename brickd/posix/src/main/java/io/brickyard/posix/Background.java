package io.brickyard.posix;

/**
 * What nobody waits for goes on in pieces, between which the processor is left to others: a kernel that copies a megabyte for
 * one thread may let no other thread run before it is done. In between a thread holds no lock of the kernel, and none of the
 * JVM unless a WRITE asks to be atomic, so whoever goes first does not wait for it.
 *
 * <p>All is about the calling thread.
 */
public final class Background {
    /** Some ten microseconds of a processor. */
    static final int PIECE_BYTES = 64 << 10;
    /** Apart from what a thread needs for calls of the kernel: most threads that ask have no such call to make. */
    private static final ThreadLocal<Boolean> HERE = new ThreadLocal<>();

    private Background() {
    }

    /** From now on what it does is in the background; false if it was so already, and then {@link #end} is another's. */
    public static boolean begin() {
        boolean begins = !isHere();
        HERE.set(true);
        return begins;
    }

    /** What it does is for somebody who waits again. */
    public static void end() {
        HERE.remove();
    }

    /** Whether it is between {@link #begin} and {@link #end}. */
    public static boolean isHere() {
        return HERE.get() != null;
    }

    /** How many of so many bytes to move or sum up at once. */
    public static int piece(int bytes) {
        return isHere() ? Math.min(bytes, PIECE_BYTES) : bytes;
    }

    /** So many bytes were moved: others go first, if that was a piece of much. */
    public static void moved(int bytes) {
        if (bytes == PIECE_BYTES && isHere()) {
            Syscall.here().raw(SyscallNumbers.SCHED_YIELD, 0, 0, 0, 0, 0, 0);
        }
    }
}
