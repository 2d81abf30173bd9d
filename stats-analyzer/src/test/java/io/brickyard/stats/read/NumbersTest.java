package io.brickyard.stats.read;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NumbersTest {
    @Test
    void shouldReadEveryDecimalAsTheLibraryDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String digits = Long.toString(random.nextLong(1L << (1 + random.nextInt(62))));
            int point = random.nextInt(digits.length() + 1);
            String text = digits.substring(0, point) + "." + digits.substring(point);
            if (text.length() > 1) {
                assertEquals(Double.parseDouble(text), Numbers.decimal(text), "seed " + seed);
            }
            assertEquals(Double.parseDouble(digits), Numbers.decimal(digits), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-", "1.2.3", "1e5", "nan", "0x1", "1 2", "--1"})
    void shouldTakeNothingElseForANumber(String text) {
        assertTrue(Double.isNaN(Numbers.decimal(text)));
    }

    @Test
    void shouldCutLinesAtBlanks() {
        assertEquals(List.of("READ", "1", "a.b"), Words.of("  READ \t 1 a.b  "));
        assertEquals(List.of(), Words.of(" \t "));
    }
}
