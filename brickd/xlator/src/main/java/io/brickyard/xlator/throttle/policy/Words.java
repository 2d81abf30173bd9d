package io.brickyard.xlator.throttle.policy;

import java.util.List;

/**
 * The words of one statement and where it stands.
 *
 * @param words at least one
 * @param line from 1
 */
record Words(List<String> words, int line) {
    private static final int LONGEST_QUOTE = 60;

    int size() {
        return words.size();
    }

    String word(int index) {
        return words.get(index);
    }

    /** What stands before the = of the first word. */
    String name() {
        String first = words.getFirst();
        int equals = first.indexOf('=');
        return equals < 0 ? first : first.substring(0, equals);
    }

    /** What stands behind it; empty without. */
    String value() {
        String first = words.getFirst();
        int equals = first.indexOf('=');
        return equals < 0 ? "" : first.substring(equals + 1);
    }

    /** The statement, which may have no further words. */
    Statement alone(Statement statement) throws PolicyException {
        if (words.size() > 1) {
            throw fault(words.get(1), "nothing may follow '" + words.getFirst() + "'");
        }
        return statement;
    }

    /** Says that a word cannot stand here. */
    PolicyException fault(String word, String expected) {
        String safe = word.replaceAll("[^\\x20-\\x7e]", "?");
        String quote = safe.length() > LONGEST_QUOTE ? safe.substring(0, LONGEST_QUOTE) + "..." : safe;
        return new PolicyException(line, "'" + quote + "': " + expected);
    }
}
