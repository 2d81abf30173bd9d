package io.brickyard.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Names match as the C library's fnmatch says, which GlusterFS asks. */
@SuppressWarnings("restricted")
class FnmatchTest {
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
        for (int i = 0; i < 100_000; i++) {
            String pattern = text(random, "abc*?[]!^-,\\", 1 + random.nextInt(9));
            String name = text(random, "abc[]!^-,\\", random.nextInt(6));
            String what = "seed " + seed + " pattern '" + pattern + "' name '" + name + "'";
            boolean expected = inC(pattern, name);
            matches += expected ? 1 : 0;
            assertEquals(expected, Fnmatch.compile(pattern).matches(name), what);
        }
        assertTrue(matches > 1000, "the patterns hardly ever match");
    }

    /** Nothing tells a pattern's own text from names as well as that text itself: it is tried more often than chance would. */
    @Test
    void shouldAgreeWithFnmatchWhenSetsAreNotClosed() throws Throwable {
        for (String pattern : new String[]{"c[]-", "[-", "[--", "[a-", "[a-b-", "[^a-", "[\\a-", "[a\\-", "[a-\\",
                "[a\\", "[\\", "[[\\", "[a-b\\", "[",
                "[]",
                "[!", "[!]", "[]a-", "*[b", "*[b-", "[[", "[[a", "[^", "[^-", "[^--"}) {
            for (String name : new String[]{pattern, pattern.replace("\\", ""), "a", "-", "", "b", "c"}) {
                assertEquals(inC(pattern, name), Fnmatch.compile(pattern).matches(name),
                        "pattern '" + pattern + "' name '" + name + "'");
            }
        }
    }

    private static String text(Random random, String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    /** To try every way to share out the letters among the stars would take longer than the universe lasts. */
    @Test
    @Timeout(60)
    void shouldComeToAnEndWhenAPatternHasManyStars() {
        Fnmatch pattern = Fnmatch.compile("trusted." + "*a".repeat(100) + "b");
        assertFalse(pattern.matches("trusted." + "a".repeat(240)));
        assertTrue(pattern.matches("trusted." + "a".repeat(240) + "b"));
    }
}
