package io.brickyard.brickd.program;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Names match as the C library's fnmatch says, which GlusterFS asks. */
@SuppressWarnings("restricted")
class NamePatternTest {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle FNMATCH = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("fnmatch"), FunctionDescriptor.of(ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

    private static boolean inC(String pattern, String name) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            return (int) FNMATCH.invoke(arena.allocateFrom(pattern), arena.allocateFrom(name), 0) == 0;
        }
    }

    @Test
    void shouldAgreeWithFnmatchWhenPatternsAreRandom() throws Throwable {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int matches = 0;
        for (int i = 0; i < 50_000; i++) {
            String pattern = text(random, "ab*?[]!,\\", 1 + random.nextInt(8));
            String name = text(random, "ab[]!,", random.nextInt(6));
            String what = "seed " + seed + " pattern '" + pattern + "' name '" + name + "'";
            boolean expected = inC(pattern, name);
            matches += expected ? 1 : 0;
            assertEquals(expected, NamePattern.parse(pattern).matches(name), what);
        }
        assertTrue(matches > 1000, "the patterns hardly ever match");
    }

    private static String text(Random random, String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    void shouldUnderstandRangesWhenTheyAreInOrder() {
        NamePattern pattern = NamePattern.parse("node[0-9][!a-c].example");
        assertTrue(pattern.matches("node7x.example"));
        assertFalse(pattern.matches("node7b.example"));
        assertFalse(pattern.matches("nodex7.example"));
        assertThrows(IllegalArgumentException.class, () -> NamePattern.parse("node[9-0]"));
        assertThrows(IllegalArgumentException.class, () -> NamePattern.parse("node[[:digit:]]"));
        assertThrows(IllegalArgumentException.class, () -> NamePattern.parse(""));
    }
}
