package io.brickyard.load.option;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers with fio's suffixes, as fio 3.33 reads them with its default kb_base=1024: k, kb and ki are 1024, but kib is 1000
 * (SI and IEC units are exchanged there for the sake of old job files); the same with m, g, t and p. Case does not matter.
 *
 * <p>fio ignores what it does not understand after the digits, so that 1.5k is one byte. Here that is an error.
 */
public final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("([+-]?)(0[xX][0-9a-fA-F]+|[0-9]+)\\s*([a-zA-Z]*)");
    private static final String PREFIXES = "kmgtp";

    private Numbers() {
    }

    /** Reads a number of bytes, or a plain count, which may have the same suffixes. */
    public static long size(String text) {
        Matcher number = match(text, "4096, 4k, 1m or 0x1000");
        long factor = sizeFactor(number.group(3).toLowerCase(Locale.ROOT), text);
        return scaled(number, factor, text);
    }

    /**
     * Reads a time.
     *
     * @param defaultNanos what a number without a unit counts, in nanoseconds
     */
    public static long nanos(String text, long defaultNanos) {
        Matcher number = match(text, "10, 10s, 5m, 250ms or 2h");
        long factor = switch (number.group(3).toLowerCase(Locale.ROOT)) {
            case "" -> defaultNanos;
            case "d" -> 86_400_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "s" -> 1_000_000_000L;
            case "ms", "msec" -> 1_000_000L;
            case "us", "usec" -> 1_000L;
            default -> throw new OptionException(
                    "'" + text.strip() + "' has no unit of time; use d, h, m, s, ms or us after a whole number");
        };
        return scaled(number, factor, text);
    }

    private static Matcher match(String text, String examples) {
        Matcher number = NUMBER.matcher(text.strip());
        if (!number.matches()) {
            throw new OptionException("'" + text.strip() + "' is no whole number such as " + examples);
        }
        return number;
    }

    private static long sizeFactor(String suffix, String text) {
        if (suffix.isEmpty() || suffix.equals("b")) {
            return 1;
        }
        int power = PREFIXES.indexOf(suffix.charAt(0)) + 1;
        long base = switch (suffix.substring(1)) {
            case "", "b", "i" -> 1024;
            case "ib" -> 1000;
            default -> 0;
        };
        if (power == 0 || base == 0) {
            throw new OptionException("'" + text.strip() + "' has no suffix that load knows; use k, m, g, t or p");
        }
        long factor = 1;
        for (int i = 0; i < power; i++) {
            factor *= base;
        }
        return factor;
    }

    private static long scaled(Matcher number, long factor, String text) {
        try {
            long digits = Long.decode(number.group(2).startsWith("0") && number.group(2).matches("[0-9]+")
                    ? String.valueOf(Long.parseLong(number.group(2)))
                    : number.group(2));
            long value = Math.multiplyExact(digits, factor);
            return number.group(1).equals("-") ? -value : value;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new OptionException("'" + text.strip() + "' is too large");
        }
    }
}
