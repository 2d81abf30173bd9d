package io.brickyard.stats.read;

import java.util.regex.Pattern;

/**
 * A line of a program's output as people hand it on: quoted in mails, its blanks stripped or turned into tabs or no-break
 * spaces.
 */
final class PastedLine {
    private static final Pattern QUOTE = Pattern.compile("^(?:\\s*[>|])+\\s*");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u200b\\ufeff]+");

    private PastedLine() {
    }

    /** The line without quote marks, single blanks between its words and none around them. */
    static String plain(String line) {
        return BLANKS.matcher(QUOTE.matcher(line).replaceFirst("")).replaceAll(" ").strip();
    }
}
