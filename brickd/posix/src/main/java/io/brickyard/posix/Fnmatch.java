package io.brickyard.posix;

import java.util.ArrayList;
import java.util.List;

/**
 * Shell patterns as fnmatch(3) takes them without flags: star, question mark, bracket sets, backslash. They may come from
 * clients, so matching takes at most as many steps as name and pattern have places, multiplied; a regular expression of
 * many stars would try every way to share out the name among them.
 */
public final class Fnmatch {
    private static final Token NOTHING = new Token(Kind.ONE_OF, "", false);

    private final List<Token> tokens = new ArrayList<>();
    private int places;
    private boolean backwards;

    private enum Kind {
        ANY_NUMBER, ANY_ONE, ONE_OF
    }

    /** What one place of a name may be, or any number of places; members are first and last characters by turns. */
    private record Token(Kind kind, String members, boolean negated) {

        boolean takes(char c) {
            if (kind == Kind.ANY_ONE) {
                return true;
            }
            boolean member = false;
            for (int i = 0; i < members.length(); i += 2) {
                member |= members.charAt(i) <= c && c <= members.charAt(i + 1);
            }
            return member != negated;
        }
    }

    private Fnmatch() {
    }

    /**
     * Takes any text as a pattern: a bracket that opens no set means itself. One that ends in the middle of something matches
     * nothing.
     */
    public static Fnmatch compile(String glob) {
        Fnmatch compiled = new Fnmatch();
        int at = 0;
        while (at < glob.length()) {
            int end = glob.charAt(at) == '[' ? setEnd(glob, at) : -1;
            if (end > 0) {
                compiled.addSet(glob.substring(at + 1, end));
                at = end + 1;
            } else if (isLastBackslash(glob, at) || (glob.charAt(at) == '[' && endsWithinSet(glob, at))) {
                compiled.add(NOTHING);
                at++;
            } else {
                at = compiled.addOne(glob, at);
            }
        }
        return compiled;
    }

    private static boolean isNegated(String glob, int set) {
        return glob.startsWith("!", set) || glob.startsWith("^", set);
    }

    /** Where the set that a bracket opens is closed; -1 if it opens none. */
    private static int setEnd(String glob, int open) {
        int first = isNegated(glob, open + 1) ? open + 2 : open + 1;
        for (int i = first; i < glob.length(); i++) {
            if (glob.charAt(i) == ']' && i > first) {
                return i;
            }
            if (glob.charAt(i) == '\\') {
                i++;
            }
        }
        return -1;
    }

    /**
     * Whether the pattern ends within a range or behind a backslash of a set that is never closed: the C library then gives
     * up, unless it has seen in the set the bracket that would have to mean itself.
     */
    private static boolean endsWithinSet(String glob, int open) {
        int at = isNegated(glob, open + 1) ? open + 2 : open + 1;
        while (at < glob.length()) {
            if (isLastBackslash(glob, at)) {
                return true;
            }
            at += isEscape(glob, at) ? 1 : 0;
            char first = glob.charAt(at++);
            char last = first;
            boolean ranges = at < glob.length() && glob.charAt(at) == '-';
            boolean endless = ranges && (at + 1 == glob.length() || isLastBackslash(glob, at + 1));
            if (ranges && !endless) {
                at += isEscape(glob, at + 1) ? 2 : 1;
                last = glob.charAt(at++);
            }
            if (first <= '[' && '[' <= last) {
                return false;
            }
            if (endless) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLastBackslash(String glob, int at) {
        return at == glob.length() - 1 && glob.charAt(at) == '\\';
    }

    private void addSet(String body) {
        boolean negated = isNegated(body, 0);
        StringBuilder members = new StringBuilder();
        int at = negated ? 1 : 0;
        while (at < body.length()) {
            at += isEscape(body, at) ? 1 : 0;
            char first = body.charAt(at++);
            char last = first;
            if (at + 1 < body.length() && body.charAt(at) == '-') {
                at += isEscape(body, at + 1) ? 2 : 1;
                last = body.charAt(at++);
            }
            backwards |= last < first;
            members.append(first).append(last);
        }
        add(new Token(Kind.ONE_OF, members.toString(), negated));
    }

    private static boolean isEscape(String glob, int at) {
        return glob.charAt(at) == '\\' && at + 1 < glob.length();
    }

    /** Adds what stands outside sets; where the next begins. */
    private int addOne(String glob, int at) {
        int from = isEscape(glob, at) ? at + 1 : at;
        char c = glob.charAt(from);
        if (from > at || (c != '*' && c != '?')) {
            add(new Token(Kind.ONE_OF, "" + c + c, false));
        } else if (c == '?') {
            add(new Token(Kind.ANY_ONE, "", false));
        } else if (tokens.isEmpty() || !isStar(tokens.size() - 1)) {
            tokens.add(new Token(Kind.ANY_NUMBER, "", false));
        }
        return from + 1;
    }

    private void add(Token token) {
        tokens.add(token);
        places++;
    }

    private boolean isStar(int token) {
        return token < tokens.size() && tokens.get(token).kind == Kind.ANY_NUMBER;
    }

    /** Whether a range ends before it begins, so that nothing is in it. */
    public boolean hasBackwardRange() {
        return backwards;
    }

    /** Whether the whole name is as the pattern says. */
    public boolean matches(String name) {
        if (places > name.length()) {
            return false;
        }
        int at = 0;
        int token = 0;
        int star = -1;
        int afterStar = 0;
        while (at < name.length()) {
            if (isStar(token)) {
                star = token++;
                afterStar = at;
            } else if (token < tokens.size() && tokens.get(token).takes(name.charAt(at))) {
                token++;
                at++;
            } else if (star >= 0) {
                // Only the last star can help: what the earlier ones took was as little as could be.
                token = star + 1;
                at = ++afterStar;
            } else {
                return false;
            }
        }
        return token == tokens.size() || (token == tokens.size() - 1 && isStar(token));
    }
}
