package io.brickyard.load.option;

import java.util.ArrayList;
import java.util.List;

/**
 * Values that may differ for reads, writes and trims: {@code a}, {@code a,b} or {@code a,b,c}. One value is for all, and the
 * last one given for those that follow; an empty one leaves the default.
 */
public final class ByDirection {
    private static final int DIRECTIONS = 3;
    private static final int READ = 0;
    private static final int WRITE = 1;

    private ByDirection() {
    }

    /** The number for reads. */
    public static long read(String text, long otherwise) {
        return at(numbersOr(text, otherwise), READ);
    }

    /** The number for writes. */
    public static long write(String text, long otherwise) {
        return at(numbersOr(text, otherwise), WRITE);
    }

    /** The range of sizes for reads. */
    public static SizeRange readRange(String text) {
        return ranges(text).getFirst();
    }

    /** The range of sizes for writes. */
    public static SizeRange writeRange(String text) {
        List<SizeRange> ranges = ranges(text);
        return ranges.get(Math.min(WRITE, ranges.size() - 1));
    }

    /** All numbers that are given. */
    static List<Long> numbers(String text) {
        return parts(text).stream().filter(it -> !it.isBlank()).map(Numbers::size).toList();
    }

    static List<SizeRange> ranges(String text) {
        List<SizeRange> ranges = new ArrayList<>();
        for (String part : parts(text)) {
            int dash = part.indexOf('-');
            if (dash <= 0) {
                throw new OptionException("'" + part + "' is no range such as 1k-4k");
            }
            long min = Numbers.size(part.substring(0, dash));
            long max = Numbers.size(part.substring(dash + 1));
            if (max < min) {
                throw new OptionException("'" + part + "' ends before it begins; the smaller size comes first");
            }
            ranges.add(new SizeRange(min, max));
        }
        return ranges;
    }

    private static List<Long> numbersOr(String text, long otherwise) {
        return parts(text).stream().map(it -> it.isBlank() ? otherwise : Numbers.size(it)).toList();
    }

    private static long at(List<Long> numbers, int direction) {
        return numbers.get(Math.min(direction, numbers.size() - 1));
    }

    private static List<String> parts(String text) {
        List<String> parts = List.of(text.strip().split(",", -1));
        if (parts.size() > DIRECTIONS) {
            throw new OptionException("'" + text + "' has more than three values: for reads, writes and trims");
        }
        return parts;
    }

    /** Sizes from min to max, in bytes, both included. */
    public record SizeRange(long min, long max) {}
}
