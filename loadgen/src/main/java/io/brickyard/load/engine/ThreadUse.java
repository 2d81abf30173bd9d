package io.brickyard.load.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a thread used of the machine, as Linux counts it in /proc/thread-self.
 *
 * @param userTicks hundredths of a second in user mode
 * @param systemTicks hundredths of a second in the kernel
 */
public record ThreadUse(long userTicks, long systemTicks, long contextSwitches, long majorFaults, long minorFaults) {
    /** Nothing. */
    public static final ThreadUse NONE = new ThreadUse(0, 0, 0, 0, 0);
    private static final int AFTER_NAME = 2;
    private static final int MINOR_FAULTS = 9 - AFTER_NAME;
    private static final int MAJOR_FAULTS = 11 - AFTER_NAME;
    private static final int USER = 13 - AFTER_NAME;
    private static final int SYSTEM = 14 - AFTER_NAME;

    /** Of the thread that asks; nothing where it cannot be known. */
    public static ThreadUse ofThisThread() {
        return ofTask(Path.of("/proc/thread-self"));
    }

    /** The directory of the thread that asks, for {@link #ofTask} from any other. */
    public static Path thisTask() {
        Path self = Path.of("/proc/thread-self");
        try {
            return self.toRealPath();
        } catch (IOException e) {
            return self;
        }
    }

    /** Of the living thread of a directory in /proc; nothing where it cannot be known. */
    public static ThreadUse ofTask(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long switches = Files.readAllLines(task.resolve("status")).stream()
                    .filter(it -> it.contains("ctxt_switches:"))
                    .mapToLong(it -> Long.parseLong(it.replaceAll("[^0-9]", "")))
                    .sum();
            return new ThreadUse(Long.parseLong(fields[USER]), Long.parseLong(fields[SYSTEM]), switches,
                    Long.parseLong(fields[MAJOR_FAULTS]), Long.parseLong(fields[MINOR_FAULTS]));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return NONE;
        }
    }

    /** Both together. */
    public ThreadUse plus(ThreadUse other) {
        return new ThreadUse(userTicks + other.userTicks, systemTicks + other.systemTicks,
                contextSwitches + other.contextSwitches, majorFaults + other.majorFaults,
                minorFaults + other.minorFaults);
    }

    /** What was used since an earlier moment. */
    public ThreadUse since(ThreadUse earlier) {
        return new ThreadUse(userTicks - earlier.userTicks, systemTicks - earlier.systemTicks,
                contextSwitches - earlier.contextSwitches, majorFaults - earlier.majorFaults,
                minorFaults - earlier.minorFaults);
    }
}
