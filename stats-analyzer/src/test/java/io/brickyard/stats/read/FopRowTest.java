package io.brickyard.stats.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Rows that are read from their bytes say what their words say. */
class FopRowTest {
    private final FopRow row = new FopRow();

    private boolean parse(String text) {
        byte[] bytes = ("before\n" + text + "\nafter").getBytes(StandardCharsets.ISO_8859_1);
        return row.parse(bytes, 7, bytes.length - 6);
    }

    @Test
    void shouldReadNumbersAsTheLibraryDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            String text = String.format("OP%d%s%d   %s us %s us  %s us ", i, " ".repeat(1 + random.nextInt(9)),
                    random.nextLong(1_000_000_000_000_000L), number(random), number(random), number(random));
            assertTrue(parse(text), () -> text + ", seed " + seed);
            List<String> words = Words.of(text);
            assertEquals(words.get(0), row.fop());
            assertEquals(Long.parseLong(words.get(1)), row.count(), text);
            assertEquals(Double.parseDouble(words.get(2)), row.average(), text);
            assertEquals(Double.parseDouble(words.get(4)), row.min(), text);
            assertEquals(Double.parseDouble(words.get(6)), row.max(), text);
        }
    }

    private static String number(Random random) {
        String digits = Long.toString(random.nextLong(100_000_000_000_000L));
        int point = random.nextInt(digits.length() + 1);
        return random.nextInt(5) == 0 ? digits : digits.substring(0, point) + "." + digits.substring(point);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "READ", "READ 1 2 us 3 us 4", "READ 1 2 us 3 us 4 us 5", "READ 1 2 ns 3 ns 4 ns",
            "READ 1.0 2 us 3 us 4 us", "READ -1 2 us 3 us 4 us", "READ 1 2. us . us 4 us", "READ 1 nan us 3 us 4 us",
            "READ 1 1234567890123456 us 3 us 4 us", "READ 1 2 us 3 us 4 us\u00a05", "READ 1 1.2.3 us 3 us 4 us",
            "READ 1 2 us 3 us 4 uss"})
    void shouldLeaveToOthersWhatIsNotPlain(String text) {
        assertFalse(parse(text), text);
    }
}
