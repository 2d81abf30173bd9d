package io.brickyard.stats.read;

/**
 * A line of a program's output as people hand it on: quoted in mails, its blanks stripped or turned into tabs or no-break
 * spaces.
 */
final class PastedLine {
    private PastedLine() {
    }

    /** The line without quote marks, single blanks between its words and none around them. */
    static String plain(String line) {
        StringBuilder words = new StringBuilder(line.length());
        boolean gap = false;
        for (int i = afterQuotes(line); i < line.length(); i++) {
            char c = line.charAt(i);
            if (isBlank(c)) {
                gap = true;
                continue;
            }
            if (gap && !words.isEmpty()) {
                words.append(' ');
            }
            gap = false;
            words.append(c);
        }
        return words.toString().strip();
    }

    private static int afterQuotes(String line) {
        int after = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '>' || c == '|') {
                after = i + 1;
            } else if (!isAsciiBlank(c)) {
                break;
            }
        }
        return after;
    }

    private static boolean isAsciiBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isBlank(char c) {
        return isAsciiBlank(c) || c == '\u00a0' || c == '\u200b' || c == '\ufeff';
    }
}
