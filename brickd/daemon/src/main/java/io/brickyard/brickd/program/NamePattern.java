package io.brickyard.brickd.program;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of names as fnmatch has it: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]}, and a backslash before what
 * means itself.
 */
public final class NamePattern {
    private final String text;
    private final Pattern pattern;

    private NamePattern(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /** Reads one; an IllegalArgumentException says what is wrong with it. */
    public static NamePattern parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty name");
        }
        if (text.matches(".*\\[.*\\[[:.=].*")) {
            throw new IllegalArgumentException("'" + text + "' has a class of characters, which is not known here; "
                    + "write a range such as [a-z]");
        }
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '[' ? setEnd(text, at) : -1;
            if (end > 0) {
                regex.append(set(text.substring(at + 1, end)));
                at = end + 1;
            } else {
                at = appendOne(text, at, regex);
            }
        }
        try {
            return new NamePattern(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no pattern: " + e.getDescription(), e);
        }
    }

    /** Where the set that a bracket opens is closed; -1 if it opens none and means itself. */
    private static int setEnd(String text, int open) {
        int first = text.startsWith("[!", open) ? open + 2 : open + 1;
        for (int i = first; i < text.length(); i++) {
            if (text.charAt(i) == ']' && i > first) {
                return i;
            }
            if (text.charAt(i) == '\\') {
                i++;
            }
        }
        return -1;
    }

    private static String set(String body) {
        StringBuilder regex = new StringBuilder("[");
        int at = 0;
        if (body.startsWith("!")) {
            regex.append('^');
            at++;
        }
        for (; at < body.length(); at++) {
            boolean escaped = body.charAt(at) == '\\' && at + 1 < body.length();
            at += escaped ? 1 : 0;
            char c = body.charAt(at);
            boolean plain = Character.isLetterOrDigit(c) || (c == '-' && !escaped);
            regex.append(plain ? "" : "\\").append(c);
        }
        return regex.append(']').toString();
    }

    private static int appendOne(String text, int at, StringBuilder regex) {
        char c = text.charAt(at);
        if (c == '\\' && at + 1 < text.length()) {
            regex.append(Pattern.quote(text.substring(at + 1, at + 2)));
            return at + 2;
        }
        regex.append(switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
        });
        return at + 1;
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
