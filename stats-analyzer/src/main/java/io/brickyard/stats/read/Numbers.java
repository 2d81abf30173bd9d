package io.brickyard.stats.read;

/** Reads numbers of dumps; what is none is an {@link InputException} that shows it. */
final class Numbers {
    private Numbers() {
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
