package io.brickyard.load.pace;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Lets a thread wake up when it asked to. Linux wakes a thread up to 50 us later than it asked, unless the thread wants it
 * otherwise (prctl(2), PR_SET_TIMERSLACK). The other way to be in time, staying awake before each I/O, makes the I/O itself
 * slower: a thread that has just used its processor is let wait for it when the answer comes.
 */
public final class TimerSlack {
    private static final int PR_SET_TIMERSLACK = 29;
    private static final long LEAST_NANOS = 1;

    private TimerSlack() {
    }

    /** Asks for the least slack, for this thread; a wish, on systems that know no such thing nothing happens. */
    @SuppressWarnings("restricted")
    public static void least() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("prctl").ifPresent(address -> {
            MethodHandle prctl = linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG), Linker.Option.firstVariadicArg(1));
            try {
                int _ = (int) prctl.invokeExact(PR_SET_TIMERSLACK, LEAST_NANOS);
            } catch (Throwable e) {
                throw new IllegalStateException("a system call could not be made", e);
            }
        });
    }
}
