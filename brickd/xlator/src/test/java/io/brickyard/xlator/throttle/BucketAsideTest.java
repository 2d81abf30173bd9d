package io.brickyard.xlator.throttle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tokens that are taken without a lock are no more than those that are taken with it. */
class BucketAsideTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int THREADS = 4;
    private static final int ROUNDS = 20_000;

    @Test
    void shouldSetNothingAsideWhenThereIsLittle() {
        Bucket bucket = new Bucket(1000, 100, 0);
        bucket.take(51);
        bucket.setAside();
        assertFalse(bucket.takeFree(1));
        bucket.giveBack(1);
        bucket.setAside();
        assertTrue(bucket.takeFree(12));
        assertFalse(bucket.takeFree(1));
        bucket.takeBack();
        assertEquals(38, bucket.level());
    }

    @Test
    void shouldKeepToTheBurstWhenPartOfItIsAside() {
        Bucket bucket = new Bucket(1000, 100, 0);
        bucket.setAside();
        bucket.fill(SECOND, 0);
        assertEquals(88, bucket.level(), "it is smaller as long as the rest is aside");
        assertTrue(bucket.takeFree(5));
        bucket.takeBack();
        assertEquals(95, bucket.level());
        bucket.fill(SECOND + 5_000_000, 0);
        assertEquals(100, bucket.level());
    }

    @Test
    void shouldKeepToTheRateInEveryWindowWhenSomeTakeWithoutTheLock() {
        long seed = System.nanoTime();
        System.out.println("BucketAsideTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            long rate = 1L + random.nextInt(100_000);
            long burst = 1L + random.nextInt(10_000);
            Bucket bucket = new Bucket(rate, burst, 0);
            List<long[]> taken = new ArrayList<>();
            long now = 0;
            for (int step = 0; step < 300; step++) {
                now += random.nextInt(20_000_000);
                long cost = 1L + random.nextInt(50);
                if (bucket.takeFree(cost)) {
                    if (random.nextInt(10) == 0) {
                        bucket.giveBack(cost);
                    } else {
                        taken.add(new long[]{now, cost});
                    }
                    continue;
                }
                bucket.fill(now, 0);
                bucket.takeBack();
                if (cost <= burst && bucket.has(cost)) {
                    bucket.take(cost);
                    taken.add(new long[]{now, cost});
                }
                bucket.setAside();
            }
            checkWindows(taken, rate, burst);
        }
    }

    private static void checkWindows(List<long[]> taken, long rate, long burst) {
        for (int from = 0; from < taken.size(); from++) {
            long sum = 0;
            for (int to = from; to < taken.size(); to++) {
                sum += taken.get(to)[1];
                double come = (double) rate * (taken.get(to)[0] - taken.get(from)[0]) / SECOND;
                assertTrue(sum <= burst + come + 1e-6, "too much in a window");
            }
        }
    }

    @Test
    void shouldLoseNoTokenWhenManyThreadsTake() throws InterruptedException {
        // No time passes, so that whatever is there was there from the beginning.
        long burst = THREADS * ROUNDS * 2L;
        Bucket bucket = new Bucket(1, burst, 0);
        AtomicLong taken = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < ROUNDS; n++) {
                    if (bucket.takeFree(1)) {
                        taken.incrementAndGet();
                    } else {
                        synchronized (bucket) {
                            bucket.takeBack();
                            bucket.take(1);
                            taken.incrementAndGet();
                            bucket.setAside();
                        }
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        bucket.takeBack();
        assertEquals((long) THREADS * ROUNDS, taken.get());
        assertEquals(burst - taken.get(), bucket.level());
    }
}
