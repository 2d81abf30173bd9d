package io.brickyard.brickd.program;

import io.brickyard.posix.Fnmatch;

/**
 * A pattern of names as fnmatch has it: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]}, and a backslash before what
 * means itself.
 */
public final class NamePattern {
    private final String text;
    private final Fnmatch pattern;

    private NamePattern(String text, Fnmatch pattern) {
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
        Fnmatch pattern = Fnmatch.compile(text);
        if (pattern.hasBackwardRange()) {
            throw new IllegalArgumentException("'" + text + "' is no pattern: a range in it ends before it begins");
        }
        return new NamePattern(text, pattern);
    }

    boolean matches(String name) {
        return pattern.matches(name);
    }

    @Override
    public String toString() {
        return text;
    }
}
