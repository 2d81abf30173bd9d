package io.brickyard.wire.xdr;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class WireTextTest {
    private static String decode(byte[] bytes) {
        return WireText.decode(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "ä€𝄞", "\uFFFD", "a\uFFFDb𝄞"})
    void shouldBeTheTextItselfWhenUtf8IsValid(String text) {
        assertEquals(text, decode(text.getBytes(StandardCharsets.UTF_8)));
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), WireText.encode(text));
    }

    @Test
    void shouldGiveBackTheBytesWhateverTheyAre() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] interesting = {'a', (byte) 0xC3, (byte) 0xA4, (byte) 0xED, (byte) 0xA0, (byte) 0x80, (byte) 0xF0,
                (byte) 0x9D, (byte) 0x84, (byte) 0x9E, (byte) 0xFF, (byte) 0xEF, (byte) 0xBF, (byte) 0xBD, (byte) 0xB2};
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(9)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = interesting[random.nextInt(interesting.length)];
            }
            assertArrayEquals(bytes, WireText.encode(decode(bytes)), () -> "seed " + seed);
        }
    }
}
