package io.brickyard.load.workload;

import java.util.BitSet;
import java.util.List;

import io.brickyard.load.Jobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PermutationTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 15, 16, 17, 63, 64, 65, 1000, 65537})
    void shouldGiveEachNumberOnce(long count) {
        for (long seed = 0; seed < 5; seed++) {
            var order = new Permutation(count, seed);
            var seen = new BitSet();
            for (long place = 0; place < count; place++) {
                long number = order.at(place);
                assertTrue(number >= 0 && number < count);
                assertFalse(seen.get((int) number), "twice: " + number + ", seed " + seed);
                seen.set((int) number);
            }
        }
    }

    @Test
    void shouldCoverEveryBlockOnceInEachPassWhenSizesAreFixed() {
        var map = new RandomMap(1001, 4096, true, 7);
        for (int pass = 0; pass < 3; pass++) {
            var seen = new BitSet();
            for (int i = 0; i < 1001; i++) {
                var request = new IoRequest();
                request.length = 4096;
                map.next(request);
                assertEquals(0, request.offset % 4096);
                assertFalse(seen.get((int) (request.offset / 4096)));
                seen.set((int) (request.offset / 4096));
            }
        }
    }

    @Test
    void shouldCoverEveryByteOnceWhenSizesDiffer() {
        var sequence = new IoSequence(Jobs.of("rw=randread", "bsrange=512-4k"),
                List.of(new FileRegion(1024, 512 * 999)));
        var seen = new BitSet();
        var request = new IoRequest();
        while (sequence.next(request, null)) {
            for (long byteAt = request.offset; byteAt < request.offset + request.length; byteAt++) {
                assertTrue(byteAt >= 1024 && byteAt < 1024 + 512 * 999);
                assertFalse(seen.get((int) byteAt));
                seen.set((int) byteAt);
            }
        }
        assertEquals(512 * 999, seen.cardinality());
    }
}
