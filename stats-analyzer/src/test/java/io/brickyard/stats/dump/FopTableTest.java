package io.brickyard.stats.dump;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

class FopTableTest {
    private static final double[] ODD = {0, -0.0, 1, -1, 0.1, 127, 128, -64, -65, 1L << 52, (1L << 52) - 1, -(1L << 60),
            1e300, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Long.MAX_VALUE};

    @Test
    void shouldGiveBackWhatWasPutIn() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Map<String, FopCounter> counters = new TreeMap<>();
            for (int row = random.nextInt(12); row > 0; row--) {
                counters.put("FOP_" + random.nextInt(40), new FopCounter(random.nextLong() >> random.nextInt(64),
                        number(random), number(random), number(random), latencies(random)));
            }
            FopTable table = FopTable.of(counters);
            assertEquals(counters, table, "seed " + seed);
            assertEquals(List.copyOf(counters.keySet()), List.copyOf(table.keySet()), "seed " + seed);
            assertEquals(table, FopTable.of(new TreeMap<>(counters)), "seed " + seed);
            counters.forEach((fop, counter) -> assertEquals(counter, table.get(fop), "seed " + seed));
        }
    }

    private static double number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> ODD[random.nextInt(ODD.length)];
            case 1 -> random.nextInt(1_000_000) / 100.0;
            case 2 -> random.nextInt(10_000);
            default -> random.nextGaussian() * 1e9;
        };
    }

    private static @Nullable Distribution latencies(Random random) {
        Distribution.Builder builder = new Distribution.Builder();
        builder.add(random.nextInt(5), 1);
        return random.nextBoolean() ? null : builder.build();
    }

    @Test
    void shouldKnowOnlyWhatIsThere() {
        FopTable table = FopTable.of(Map.of("READ", new FopCounter(1, 2, 3, 4), "WRITE", FopCounter.NONE));
        assertNull(table.get("STAT"));
        assertNull(table.get(null));
        assertNotEquals(table, FopTable.of(Map.of("READ", new FopCounter(1, 2, 3, 5), "WRITE", FopCounter.NONE)));
        assertNotEquals(table, FopTable.of(Map.of("READ", new FopCounter(1, 2, 3, 4))));
        assertSame(table, FopTable.of(table));
    }

    @Test
    void shouldMultiplyTimesOnce() {
        Distribution.Builder builder = new Distribution.Builder();
        builder.add(2.5, 2);
        Distribution latencies = builder.build();
        FopTable micros = FopTable.of(Map.of("READ", new FopCounter(2, 5, 2.5, 2.5, latencies), "STAT",
                new FopCounter(3, 0.3, Double.NaN, Double.NaN)));
        FopTable nanos = micros.times(1000);
        assertEquals(new FopCounter(2, 5000, 2500, 2500, latencies.times(1000)), nanos.get("READ"));
        assertEquals(new FopCounter(3, 0.3 * 1000, Double.NaN, Double.NaN), nanos.get("STAT"));
        assertEquals(nanos, new TreeMap<>(nanos));
        assertThrows(IllegalStateException.class, () -> nanos.times(1000));
    }
}
