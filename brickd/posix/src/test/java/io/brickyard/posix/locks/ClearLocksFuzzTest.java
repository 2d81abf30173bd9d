package io.brickyard.posix.locks;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertTrue;

class ClearLocksFuzzTest {
    @FuzzTest
    void shouldParseOrRefuseWhatever(byte[] bytes) {
        ClearLocks parsed = ClearLocks.parse("glusterfs.clrlk" + new String(bytes, StandardCharsets.UTF_8));
        if (parsed != null && parsed.range() != null) {
            assertTrue(parsed.range().first() <= parsed.range().last());
        }
    }
}
