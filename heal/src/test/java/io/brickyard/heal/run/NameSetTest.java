package io.brickyard.heal.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NameSetTest {
    private static final int LONGEST = 255;

    @RepeatedTest(20)
    void shouldKeepEachNameOnceInTheOrderTheyCame(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Set<String> expected = new LinkedHashSet<>();
        NameSet names = new NameSet();
        for (int i = 0; i < 5000; i++) {
            String name = name(random);
            assertEquals(expected.contains(name), names.contains(name), name);
            assertEquals(expected.add(name), names.add(name), name);
        }
        assertEquals(expected.size(), names.size());
        List<String> read = new ArrayList<>();
        for (int at = 0; at < names.size(); at += 7) {
            read.addAll(names.names(at, 7));
        }
        assertEquals(new ArrayList<>(expected), read, () -> "seed " + repetition.getCurrentRepetition());
    }

    /** Some are short, so that they come again; some long; some are not UTF-8. */
    private static String name(Random random) {
        String letters = "ab\u00e9\u4e2d\uDC80\uDCFF";
        int length = random.nextInt(10) == 0 ? random.nextInt(LONGEST / 3) : random.nextInt(6);
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < length; i++) {
            name.append(letters.charAt(random.nextInt(letters.length())));
        }
        return name.toString();
    }

    @Test
    void shouldFillChunksToTheLastByte() {
        NameSet names = new NameSet();
        List<String> expected = new ArrayList<>();
        // With its length each takes 256 bytes: 256 of them are a chunk.
        for (int i = 0; i < 600; i++) {
            String name = String.format("%0254d", i);
            expected.add(name);
            assertTrue(names.add(name));
        }
        assertEquals(expected, names.names(0, 1000));
        assertFalse(names.add(expected.get(255)));
        assertFalse(names.add(expected.get(256)));
        assertEquals(List.of(), names.names(600, 1));
    }

    @Test
    void shouldRefuseWhatNoDirectoryHasAsAName() {
        NameSet names = new NameSet();
        assertThrows(IllegalArgumentException.class, () -> names.add("x".repeat(1 << 16)));
        assertEquals(0, names.size());
    }
}
