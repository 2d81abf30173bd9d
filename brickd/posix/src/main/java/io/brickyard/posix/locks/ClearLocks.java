package io.brickyard.posix.locks;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What {@code gluster volume clear-locks} asks of a brick, by GETXATTR of
 * {@code glusterfs.clrlk.t<inode|entry|posix>.k<blocked|granted|all>[.WHENCE,START-LENGTH | .NAME]}. Forms and answers as
 * seen on GlusterFS 10.3: a range must be exactly the lock's, without one every lock counts; without a kind nothing is
 * cleared.
 *
 * @param type which locks
 * @param held take away those that are held
 * @param waiting give up those that wait
 * @param range of inodelks and POSIX locks; null for all
 * @param name of entrylks; null for all
 */
public record ClearLocks(Type type, boolean held, boolean waiting, @Nullable ByteRange range, @Nullable String name) {
    private static final String PREFIX = "glusterfs.clrlk";
    private static final String INTERRUPT = "glusterfs.intrlk.tposix.kblocked.";
    private static final Pattern FORM = Pattern
            .compile("\\.t(inode|entry|posix)(?:\\.k(blocked|granted|all)(?:\\.(.+))?)?", Pattern.DOTALL);
    private static final Pattern RANGE = Pattern.compile("\\d{1,9},(\\d{1,19})-(\\d{1,19})");

    /** Kinds of locks. */
    public enum Type {
        INODE, ENTRY, POSIX
    }

    /** How many were cleared. */
    public record Cleared(int waiting, int held) {}

    /** Whether the key of a GETXATTR is such a request, well-formed or not. */
    public static boolean isOne(String key) {
        return key.startsWith(PREFIX);
    }

    /** From the key of a GETXATTR; null if it is malformed: EINVAL. */
    public static @Nullable ClearLocks parse(String key) {
        Matcher form = FORM.matcher(isOne(key) ? key.substring(PREFIX.length()) : "");
        if (!form.matches()) {
            return null;
        }
        Type type = switch (form.group(1)) {
            case "inode" -> Type.INODE;
            case "entry" -> Type.ENTRY;
            default -> Type.POSIX;
        };
        String kind = form.group(2) == null ? "" : form.group(2);
        String option = form.group(3);
        boolean held = kind.equals("granted") || kind.equals("all");
        boolean waiting = kind.equals("blocked") || kind.equals("all");
        if (option == null || type == Type.ENTRY) {
            return new ClearLocks(type, held, waiting, null, option);
        }
        ByteRange range = range(option);
        return range == null ? null : new ClearLocks(type, held, waiting, range, null);
    }

    /**
     * Whether the key of an FGETXATTR says that a caller stopped waiting for a POSIX lock: a FUSE mount of 10.3 sends
     * {@code glusterfs.intrlk.tposix.kblocked.WHENCE,START-LENGTH} in the waiter's name when a signal comes.
     */
    public static boolean isInterrupt(String key) {
        return key.startsWith(INTERRUPT);
    }

    /** The range from the key of such an FGETXATTR; null if it is malformed: EINVAL. */
    public static @Nullable ByteRange interruptedRange(String key) {
        return range(key.substring(INTERRUPT.length()));
    }

    private static @Nullable ByteRange range(String text) {
        Matcher range = RANGE.matcher(text);
        try {
            return range.matches() ? ByteRange.of(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)))
                    : null;
        } catch (NumberFormatException tooBig) {
            return null;
        }
    }

    Predicate<ByteRange> byRange() {
        return other -> range == null || range.equals(other);
    }

    Predicate<EntryLock> byName() {
        return lock -> name == null || name.equals(lock.name());
    }

    /** The answer: the value of the key asked for, text without NUL. */
    public String answer(Cleared cleared, String hostname, String brick) {
        if (cleared.waiting + cleared.held == 0) {
            return "No locks cleared.";
        }
        String kind = switch (type) {
            case INODE -> "inode";
            case ENTRY -> "entry";
            case POSIX -> "posix";
        };
        return hostname + ":" + brick + "/: " + kind + " blocked locks=" + cleared.waiting + " granted locks="
                + cleared.held;
    }
}
