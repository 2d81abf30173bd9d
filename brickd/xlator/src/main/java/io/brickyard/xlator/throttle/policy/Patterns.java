package io.brickyard.xlator.throttle.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts with {@code *} for anything, one of which has to match; those behind {@code !} must not.
 *
 * @param wanted one of them matches; all texts if there is none
 * @param unwanted none of them matches
 */
public record Patterns(List<String> wanted, List<String> unwanted) {
    /** Of any text. */
    public static final Patterns ANY = new Patterns(List.of(), List.of());

    /** Reads them from between commas; none may be empty. */
    static Patterns parse(String text) {
        List<String> wanted = new ArrayList<>();
        List<String> unwanted = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            boolean not = each.startsWith("!");
            String pattern = not ? each.substring(1) : each;
            if (pattern.isEmpty()) {
                throw new IllegalArgumentException("an empty name");
            }
            (not ? unwanted : wanted).add(pattern);
        }
        return new Patterns(List.copyOf(wanted), List.copyOf(unwanted));
    }

    /** Whether it lets everything match. */
    public boolean isAny() {
        return wanted.isEmpty() && unwanted.isEmpty();
    }

    /** Whether a text matches. */
    public boolean matches(String text) {
        return (wanted.isEmpty() || wanted.stream().anyMatch(each -> matches(each, text)))
                && unwanted.stream().noneMatch(each -> matches(each, text));
    }

    /** Takes time that grows with the product of the lengths at most. */
    private static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        List<String> all = new ArrayList<>(wanted);
        unwanted.forEach(each -> all.add("!" + each));
        return String.join(",", all);
    }

    /** Both hold: of lists of wanted ones that of {@code other}, if it has any. */
    Patterns and(Patterns other) {
        List<String> both = new ArrayList<>(unwanted);
        both.addAll(other.unwanted);
        return new Patterns(other.wanted.isEmpty() ? wanted : other.wanted, both.stream().distinct().toList());
    }
}
