package io.brickyard.posix.locks;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;

import static org.junit.jupiter.api.Assertions.assertTrue;

class ClearLocksFuzzTest {
    @FuzzTest
    void shouldParseOrRefuseWhatever(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        ClearLocks parsed = ClearLocks.parse("glusterfs.clrlk" + text);
        assertOrdered(parsed == null ? null : parsed.range());
        assertOrdered(ClearLocks.interruptedRange("glusterfs.intrlk.tposix.kblocked." + text));
    }

    private static void assertOrdered(@Nullable ByteRange range) {
        if (range != null) {
            assertTrue(range.first() <= range.last());
        }
    }
}
