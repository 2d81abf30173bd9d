package io.brickyard.stats.read;

import java.nio.charset.StandardCharsets;

/**
 * A row of the FOP table of a text dump, {@code FOP calls avg us min us max us}, read from its bytes: rows are most of
 * what is parsed of a dump. Of a row that is not plainly so it says only that, and nothing of what is wrong.
 */
final class FopRow {
    private static final int WORDS = 8;

    private final int[] starts = new int[WORDS];
    private final int[] ends = new int[WORDS];
    private byte[] line = new byte[0];
    private long count;
    private double average;
    private double min;
    private double max;

    /** Whether these bytes are such a row of microseconds with numbers that a double holds exactly. */
    boolean parse(byte[] bytes, int from, int to) {
        line = bytes;
        if (!cut(bytes, from, to) || !isLabel(3) || !isLabel(5) || !isLabel(7)) {
            return false;
        }
        average = decimal(2);
        min = decimal(4);
        max = decimal(6);
        double calls = decimal(1);
        count = (long) calls;
        return average >= 0 && min >= 0 && max >= 0 && calls >= 0 && !hasPoint(1);
    }

    private boolean cut(byte[] bytes, int from, int to) {
        int words = 0;
        int i = from;
        while (true) {
            while (i < to && isBlank(bytes[i])) {
                i++;
            }
            if (i == to) {
                return words == WORDS;
            }
            if (words == WORDS) {
                return false;
            }
            starts[words] = i;
            while (i < to && !isBlank(bytes[i])) {
                i++;
            }
            ends[words++] = i;
        }
    }

    private static boolean isBlank(byte octet) {
        return octet >= 0 && octet <= ' ';
    }

    private boolean isLabel(int word) {
        int at = starts[word];
        return ends[word] - at == 2 && line[at] == 'u' && line[at + 1] == 's';
    }

    private boolean hasPoint(int word) {
        for (int i = starts[word]; i < ends[word]; i++) {
            if (line[i] == '.') {
                return true;
            }
        }
        return false;
    }

    /** Digits and at most one point, few enough that digits and power of ten are exact and so is the quotient; else -1. */
    private double decimal(int word) {
        int from = starts[word];
        int to = ends[word];
        if (to - from > Numbers.EXACT_DIGITS) {
            return -1;
        }
        long digits = 0;
        int point = -1;
        for (int i = from; i < to; i++) {
            int digit = line[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (line[i] == '.' && point < 0) {
                point = i;
            } else {
                return -1;
            }
        }
        if (point < 0) {
            return digits;
        }
        return to - from == 1 ? -1 : digits / Numbers.powerOfTen(to - point - 1);
    }

    String fop() {
        return new String(line, starts[0], ends[0] - starts[0], StandardCharsets.ISO_8859_1);
    }

    long count() {
        return count;
    }

    double average() {
        return average;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }
}
