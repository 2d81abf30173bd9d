package io.brickyard.xlator.throttle.policy;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations such as {@code 5ms} or {@code 30s}. */
public final class Times {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(us|ms|s)");
    private static final long MICRO = 1_000L;
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private Times() {
    }

    /** Nanoseconds; empty if it is no duration. */
    public static OptionalLong parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return OptionalLong.empty();
        }
        long factor = switch (form.group(2)) {
            case "us" -> MICRO;
            case "ms" -> MILLI;
            default -> SECOND;
        };
        return OptionalLong.of(Long.parseLong(form.group(1)) * factor);
    }

    static String text(long nanos) {
        if (nanos % SECOND == 0) {
            return nanos / SECOND + "s";
        }
        return nanos % MILLI == 0 ? nanos / MILLI + "ms" : nanos / MICRO + "us";
    }
}
