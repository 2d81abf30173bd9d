package io.brickyard.posix.locks;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;

import static org.junit.jupiter.api.Assertions.assertTrue;

class ClearLocksFuzzTest {
    @FuzzTest
    void shouldParseOrRefuseWhatever(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertOrdered(ClearLocks.parse("glusterfs.clrlk" + text));
        assertOrdered(ClearLocks.parseInterrupt("glusterfs.intrlk.tposix.kblocked." + text));
    }

    private static void assertOrdered(@Nullable ClearLocks parsed) {
        if (parsed != null && parsed.range() != null) {
            assertTrue(parsed.range().first() <= parsed.range().last());
        }
    }
}
