package io.brickyard.load.record;

import java.util.Arrays;
import java.util.Random;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LatencyStatTest {
    private static final double THOUSANDTH = 0.001;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 2047, 2048, 2049, 5000})
    void shouldTellTheSameWhetherLatenciesAreFewOrMany(int count) {
        long seed = System.nanoTime();
        System.out.println("LatencyStatTest seed " + seed);
        Random random = new Random(seed);
        LatencyStat whole = new LatencyStat();
        LatencyStat[] parts = {new LatencyStat(), new LatencyStat(), new LatencyStat()};
        Histogram exact = new Histogram(3);
        long[] all = new long[count];
        for (int i = 0; i < count; i++) {
            all[i] = (long) Math.exp(random.nextDouble() * 24);
            whole.record(all[i]);
            // The first part gets most, so that histograms meet lists in both orders.
            parts[random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0].record(all[i]);
            exact.recordValue(all[i]);
        }
        LatencyStat upwards = sum(parts[1], parts[0], parts[2]);
        LatencyStat downwards = sum(parts[0], parts[1], parts[2]);
        for (LatencyStat stat : new LatencyStat[]{whole, upwards, downwards}) {
            check(stat, all, exact);
        }
        whole.clear();
        check(whole, new long[0], new Histogram(3));
    }

    private static LatencyStat sum(LatencyStat... parts) {
        LatencyStat sum = new LatencyStat();
        for (LatencyStat part : parts) {
            sum.add(part);
        }
        return sum;
    }

    private static void check(LatencyStat stat, long[] all, Histogram exact) {
        assertEquals(all.length, stat.count());
        assertEquals(all.length == 0 ? 0 : Arrays.stream(all).min().orElseThrow(), stat.min());
        assertEquals(Arrays.stream(all).max().orElse(0), stat.max());
        assertEquals(exact, stat.histogram());
        long[] sorted = all.clone();
        Arrays.sort(sorted);
        for (double percent : new double[]{1, 50, 90, 99, 99.9, 100}) {
            int place = Math.max(1, (int) Math.ceil(Math.nextDown(percent) * all.length / 100));
            double wanted = all.length == 0 ? 0 : (double) sorted[place - 1];
            assertEquals(wanted, (double) stat.percentile(percent), wanted * THOUSANDTH + 0.5);
        }
    }
}
