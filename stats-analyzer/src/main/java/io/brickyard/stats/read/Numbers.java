package io.brickyard.stats.read;

/** Reads numbers of dumps; what is none is an {@link InputException} that shows it. */
final class Numbers {
    /** Numbers of so many digits are exact in a double. */
    static final int EXACT_DIGITS = 15;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
            1e14, 1e15};

    private Numbers() {
    }

    /** Ten to the power of {@code exponent}, which is exact up to {@link #EXACT_DIGITS}. */
    static double powerOfTen(int exponent) {
        return POWERS[exponent];
    }

    static long count(String text, int line) throws InputException {
        try {
            long count = Long.parseLong(text);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the message below
        }
        throw new InputException(line, "'" + shown(text) + "' is not a count of calls");
    }

    static double latency(String text, int line) throws InputException {
        double value = decimal(text);
        if (Double.isNaN(value) || Double.isInfinite(value) || value < 0) {
            throw new InputException(line, "'" + shown(text) + "' is not a latency");
        }
        return value;
    }

    /** The number, NaN where it is none. */
    static double decimal(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return Double.NaN;
        }
        if (text.length() <= EXACT_DIGITS) {
            double quick = plainDecimal(text);
            if (!Double.isNaN(quick)) {
                return quick;
            }
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-') {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    /** Digits and a point, few enough that number and power of ten are exact and so is their quotient; else NaN. */
    private static double plainDecimal(String text) {
        long digits = 0;
        int decimals = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                decimals += decimals >= 0 ? 1 : 0;
            } else if (c == '.' && decimals < 0) {
                decimals = 0;
            } else {
                return Double.NaN;
            }
        }
        boolean bare = text.length() == 1 && decimals == 0;
        return bare ? Double.NaN : digits / POWERS[Math.max(0, decimals)];
    }

    /** {@code text} fit for a message: no control characters, not long. */
    static String shown(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && i < 40; i++) {
            char c = text.charAt(i);
            out.append(c < ' ' || c == 0x7f ? '?' : c);
        }
        return text.length() > 40 ? out + "\u2026" : out.toString();
    }
}
