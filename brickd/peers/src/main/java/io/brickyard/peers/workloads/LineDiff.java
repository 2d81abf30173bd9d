package io.brickyard.peers.workloads;

import java.util.ArrayList;
import java.util.List;

/**
 * The differences of two texts by a longest common subsequence of lines: as few lines marked as possible, "-" only in
 * the first, "+" only in the second, with some common lines around them. Time and memory grow with the product of the
 * lengths left after the common start and end.
 */
public final class LineDiff {
    private static final int CONTEXT_LINES = 2;
    private static final int MOST_LINES = 200;

    private LineDiff() {
    }

    /** The marked lines; empty if the texts are equal. */
    public static List<String> of(List<String> first, List<String> second) {
        if (first.equals(second)) {
            return List.of();
        }
        List<String> shown = withoutFarLines(marked(first, second));
        if (shown.size() <= MOST_LINES) {
            return shown;
        }
        List<String> cut = new ArrayList<>(shown.subList(0, MOST_LINES));
        cut.add("... and " + (shown.size() - MOST_LINES) + " lines more");
        return cut;
    }

    /** Every line of both, common ones once, marked with "- ", "+ " or two spaces. */
    private static List<String> marked(List<String> first, List<String> second) {
        int start = commonStart(first, second);
        int end = commonStart(first.subList(start, first.size()).reversed(),
                second.subList(start, second.size()).reversed());
        List<String> a = first.subList(start, first.size() - end);
        List<String> b = second.subList(start, second.size() - end);
        int[][] longest = longestFrom(a, b);
        List<String> result = new ArrayList<>();
        first.subList(0, start).forEach(line -> result.add("  " + line));
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                result.add("  " + a.get(i++));
                j++;
            } else if (j == b.size() || (i < a.size() && longest[i + 1][j] >= longest[i][j + 1])) {
                result.add("- " + a.get(i++));
            } else {
                result.add("+ " + b.get(j++));
            }
        }
        first.subList(first.size() - end, first.size()).forEach(line -> result.add("  " + line));
        return result;
    }

    private static int commonStart(List<String> a, List<String> b) {
        int length = 0;
        while (length < a.size() && length < b.size() && a.get(length).equals(b.get(length))) {
            length++;
        }
        return length;
    }

    /** How many lines the rest of a from i and the rest of b from j have in common, in order. */
    private static int[][] longestFrom(List<String> a, List<String> b) {
        int[][] longest = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                longest[i][j] = a.get(i).equals(b.get(j)) ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        return longest;
    }

    /** Keeps marked lines, those near them, and headings. */
    private static List<String> withoutFarLines(List<String> marked) {
        List<String> near = new ArrayList<>();
        int dropped = 0;
        for (int i = 0; i < marked.size(); i++) {
            if (marked.get(i).startsWith("  == ") || isNearMark(marked, i)) {
                if (dropped > 0) {
                    near.add("  ... " + dropped + " equal lines");
                    dropped = 0;
                }
                near.add(marked.get(i));
            } else {
                dropped++;
            }
        }
        return near;
    }

    private static boolean isNearMark(List<String> marked, int index) {
        int from = Math.max(0, index - CONTEXT_LINES);
        int to = Math.min(marked.size(), index + CONTEXT_LINES + 1);
        return marked.subList(from, to).stream().anyMatch(line -> !line.startsWith("  "));
    }
}
