package io.brickyard.posix;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Shell patterns as fnmatch(3) takes them without flags: star, question mark, bracket sets, backslash. */
final class Fnmatch {
    private Fnmatch() {
    }

    static Pattern compile(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (c == '\\' && i + 1 < glob.length()) {
                regex.append(Pattern.quote(String.valueOf(glob.charAt(++i))));
            } else if (close > 0) {
                String set = glob.substring(i + 1, close);
                boolean negated = set.startsWith("!") || set.startsWith("^");
                String members = negated ? set.substring(1) : set;
                regex.append(negated ? "[^" : "[").append(members.replaceAll("([\\\\\\[\\]&^])", "\\\\$1")).append(']');
                i = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException badSet) {
            return Pattern.compile(Pattern.quote(glob), Pattern.DOTALL);
        }
    }
}
