package io.brickyard.xlator;

import java.util.ArrayList;
import java.util.List;

/** Splits one line of a volfile into words: blanks separate, double quotes hold together, {@code #} starts a comment. */
final class VolfileTokens {
    private VolfileTokens() {
    }

    /** The words of {@code text}; {@code line} is only for messages. */
    static List<String> split(String text, int line) throws VolfileException {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                break;
            }
            if (c == '`') {
                throw new VolfileException(line, "a `command` in backticks: brickyard runs no commands from volfiles;"
                        + " write its output there");
            }
            if (c <= ' ') {
                at++;
            } else if (c == '"') {
                int end = text.indexOf('"', at + 1);
                if (end < 0) {
                    throw new VolfileException(line, "a double quote is not closed on its line");
                }
                words.add(plain(text.substring(at + 1, end), line));
                at = end + 1;
            } else {
                int end = endOfWord(text, at);
                words.add(text.substring(at, end));
                at = end;
            }
        }
        return words;
    }

    /** Quotes hold blanks together; a control character would only break the lines of messages and logs. */
    private static String plain(String quoted, int line) throws VolfileException {
        if (quoted.chars().anyMatch(Character::isISOControl)) {
            throw new VolfileException(line, "a control character stands between double quotes");
        }
        return quoted;
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) > ' ') {
            at++;
        }
        return at;
    }
}
