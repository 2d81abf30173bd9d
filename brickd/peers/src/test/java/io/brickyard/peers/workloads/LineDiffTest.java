package io.brickyard.peers.workloads;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LineDiffTest {
    @Test
    void shouldSayNothingWhenTextsAreEqual() {
        assertEquals(List.of(), LineDiff.of(List.of("a", "b"), List.of("a", "b")));
    }

    @Test
    void shouldMarkOnlyWhatDiffersWhenLinesWereChangedAddedAndLost() {
        List<String> first = List.of("== part", "1", "2", "3", "4", "5", "6", "7", "lost");
        List<String> second = List.of("== part", "1", "2", "3", "4", "five", "6", "new", "7");
        assertEquals(List.of("  == part", "  ... 2 equal lines", "  3", "  4", "- 5", "+ five", "  6", "+ new", "  7",
                "- lost"), LineDiff.of(first, second));
    }

    @Test
    void shouldMarkEverythingWhenOneTextIsEmpty() {
        assertEquals(List.of("+ a", "+ b"), LineDiff.of(List.of(), List.of("a", "b")));
        assertEquals(List.of("- a"), LineDiff.of(List.of("a"), List.of()));
    }

    @Test
    void shouldCutAndCountWhenTooMuchDiffers() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            many.add("line " + i);
        }
        List<String> shown = LineDiff.of(List.of(), many);
        assertEquals(201, shown.size());
        assertEquals("... and 50 lines more", shown.getLast());
    }

    @Test
    void shouldLeadFromOneTextToTheOtherWhenTheMarksAreFollowed() {
        long seed = 42;
        Random random = new Random(seed);
        for (int turn = 0; turn < 300; turn++) {
            List<String> first = text(random);
            List<String> second = text(random);
            List<String> marked = LineDiff.of(first, second);
            int removed = (int) marked.stream().filter(line -> line.startsWith("- ")).count();
            int added = (int) marked.stream().filter(line -> line.startsWith("+ ")).count();
            assertEquals(second.size() - first.size(), added - removed, "seed " + seed + ": " + first + second);
            assertEquals(first.equals(second), marked.isEmpty(), "seed " + seed + ": " + first + second);
        }
    }

    private static List<String> text(Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            lines.add("abc".substring(random.nextInt(3)));
        }
        return lines;
    }
}
