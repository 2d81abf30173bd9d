package io.brickyard.xlator.throttle;

import java.math.BigInteger;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldGiveTheRateExactlyWhenLookedAtOften() {
        Bucket bucket = new Bucket(3, 1000, 0);
        bucket.take(1000);
        for (long now = 1; now <= 7 * SECOND; now += 999_983) {
            bucket.fill(now, 0);
        }
        bucket.fill(7 * SECOND, 0);
        assertEquals(21, bucket.level());
        assertEquals(0, bucket.fraction());
    }

    @Test
    void shouldLetACallPassOnDebtOnlyWhenFull() {
        Bucket bucket = new Bucket(10, 5, 0);
        assertTrue(bucket.has(70));
        bucket.take(70);
        assertEquals(-65, bucket.level());
        assertEquals(7 * SECOND, bucket.dueNanos(70));
        assertEquals(66 * SECOND / 10, bucket.dueNanos(1));
        bucket.fill(7 * SECOND - 1, 0);
        assertFalse(bucket.has(70));
        bucket.fill(7 * SECOND, 0);
        assertTrue(bucket.has(70));
    }

    @Test
    void shouldKeepDebtWhenItsRateChanges() {
        Bucket bucket = new Bucket(10, 10, 0);
        bucket.take(110);
        bucket.change(1000, 500, SECOND);
        assertEquals(-90, bucket.level());
        bucket.change(1, 1, 10 * SECOND);
        assertEquals(1, bucket.level());
    }

    @Test
    void shouldCountAsTheNumbersDoWhenAnythingHappens() {
        long seed = System.nanoTime();
        System.out.println("BucketTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Model model = new Model(random);
            for (int step = 0; step < 200; step++) {
                model.step(random);
            }
        }
    }

    /** The same in numbers without bounds, in billionths of a token. */
    private static final class Model {
        private static final BigInteger NANOS = BigInteger.valueOf(SECOND);

        private long now;
        private long rate;
        private long burst;
        private final Bucket bucket;
        private BigInteger level;

        Model(Random random) {
            now = random.nextLong() >> 1;
            rate = any(random, Bucket.MAX_RATE);
            burst = any(random, Bucket.MAX_BURST);
            bucket = new Bucket(rate, burst, now);
            level = NANOS.multiply(BigInteger.valueOf(burst));
        }

        private static long any(Random random, long most) {
            return Math.max(1, (random.nextLong() & (most - 1)) >> random.nextInt(34));
        }

        private void fill(long to, long above) {
            BigInteger come = BigInteger.valueOf(rate).multiply(BigInteger.valueOf(to - now));
            BigInteger cap = NANOS.multiply(BigInteger.valueOf(burst + above));
            if (to > now) {
                level = level.add(come).min(cap);
            }
            now = to;
        }

        void step(Random random) {
            fillSome(random);
            switch (random.nextInt(4)) {
                case 0 -> {
                    rate = any(random, Bucket.MAX_RATE);
                    burst = any(random, Bucket.MAX_BURST);
                    bucket.change(rate, burst, now);
                    level = level.min(NANOS.multiply(BigInteger.valueOf(burst)));
                }
                case 1 -> {
                    long cost = random.nextInt(1 << 24);
                    bucket.take(cost);
                    level = level.subtract(NANOS.multiply(BigInteger.valueOf(cost)));
                }
                default -> checkDue(any(random, 1L << 31));
            }
            check();
        }

        private void fillSome(Random random) {
            long to = now + any(random, 1L << 42);
            long above = random.nextInt(3) == 0 ? random.nextInt(1000) : 0;
            fill(to, above);
            bucket.fill(to, above);
            check();
        }

        private void checkDue(long cost) {
            long due = bucket.dueNanos(cost);
            BigInteger need = NANOS.multiply(BigInteger.valueOf(Math.min(cost, burst)));
            BigInteger there = level.add(BigInteger.valueOf(rate).multiply(BigInteger.valueOf(due - now)));
            assertTrue(there.compareTo(need) >= 0);
            BigInteger before = there.subtract(BigInteger.valueOf(rate));
            assertTrue(due == now || before.compareTo(need) < 0);
        }

        private void check() {
            BigInteger has = NANOS.multiply(BigInteger.valueOf(bucket.level()))
                    .add(BigInteger.valueOf(bucket.fraction()));
            assertEquals(level, has);
        }
    }
}
