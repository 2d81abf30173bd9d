package io.brickyard.brickd.tls;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Assertions;

/** Any text holds a private key, or is refused with one line. */
class PemFuzzTest {
    @FuzzTest
    void shouldSurviveAnyText(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        try {
            Assertions.assertNotNull(PrivateKeys.first(text).getAlgorithm());
        } catch (IllegalArgumentException refused) {
            Assertions.assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
        }
    }
}
