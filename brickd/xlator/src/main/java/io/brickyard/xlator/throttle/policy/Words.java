package io.brickyard.xlator.throttle.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The words of one statement and where it stands.
 *
 * @param words at least one
 * @param line from 1
 */
public record Words(List<String> words, int line) {
    /** A longer text is none. */
    public static final int MOST_CHARACTERS = 64 << 10;

    private static final int LONGEST_QUOTE = 60;

    /** The statements of a text: one a line or with {@code ;} between, and {@code #} before comments. */
    public static List<Words> statements(String text) throws PolicyException {
        if (text.length() > MOST_CHARACTERS) {
            throw new PolicyException(1, "a text has at most " + MOST_CHARACTERS + " characters, not " + text.length());
        }
        List<Words> statements = new ArrayList<>();
        int line = 0;
        for (String raw : text.split("\n", -1)) {
            line++;
            int comment = raw.indexOf('#');
            String code = comment < 0 ? raw : raw.substring(0, comment);
            for (String statement : code.split(";", -1)) {
                List<String> words = Arrays.stream(statement.split("\\s+")).filter(word -> !word.isEmpty()).toList();
                if (!words.isEmpty()) {
                    statements.add(new Words(words, line));
                }
            }
        }
        return statements;
    }

    /** Says that something is missing. */
    public static PolicyException nothing(String what) {
        return new PolicyException(1, what);
    }

    /** How many words it has. */
    public int size() {
        return words.size();
    }

    /** One of them, from 0. */
    public String word(int index) {
        return words.get(index);
    }

    /** What stands before the = of the first word. */
    public String name() {
        String first = words.getFirst();
        int equals = first.indexOf('=');
        return equals < 0 ? first : first.substring(0, equals);
    }

    /** What stands behind it; empty without. */
    public String value() {
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
    public PolicyException fault(String word, String expected) {
        String safe = word.replaceAll("[^\\x20-\\x7e]", "?");
        String quote = safe.length() > LONGEST_QUOTE ? safe.substring(0, LONGEST_QUOTE) + "..." : safe;
        return new PolicyException(line, "'" + quote + "': " + expected);
    }
}
