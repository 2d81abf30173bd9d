package io.brickyard.brickd.glusterd;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any text is either a brick with a host, a path and a port, or refused in one line. */
class StoredBrickFuzzTest {
    @FuzzTest
    void shouldSurviveAnyBytes(byte[] bytes) {
        Path file = Path.of("/bricks/file");
        try {
            StoredBrick brick = StoredBrick.parse(file,
                    new String(bytes, StandardCharsets.UTF_8).lines().toList());
            assertTrue(brick.path().startsWith("/") && !brick.hostname().isEmpty() && brick.port() >= 0);
        } catch (GlusterdException refused) {
            assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
        }
    }
}
