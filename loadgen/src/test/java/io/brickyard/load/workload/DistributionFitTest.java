package io.brickyard.load.workload;

import java.util.function.IntToDoubleFunction;

import io.brickyard.load.option.Distribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Pearson's chi-squared test of what the choosers give against what they promise. Seeds are fixed, so nothing is by luck. */
class DistributionFitTest {
    private static final int DRAWS = 400_000;
    private static final int BLOCKS = 200;

    @Test
    void shouldPreferNoBlockWhenUniform() {
        fits("random", block -> 1.0 / BLOCKS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.99, 1.2, 2.5})
    void shouldFollowZipfsLaw(double theta) {
        double sum = 0;
        for (int k = 1; k <= BLOCKS; k++) {
            sum += Math.pow(k, -theta);
        }
        double all = sum;
        // With a center of 0 the k-th most wanted block is the k-th.
        fits("zipf:" + theta + ":0", block -> Math.pow(block + 1, -theta) / all);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.2, 0.4})
    void shouldFollowPareto(double power) {
        double inverse = Math.log(1 - power) / Math.log(power);
        fits("pareto:" + power + ":0", block -> Math.pow((block + 1.0) / BLOCKS, inverse)
                - Math.pow((double) block / BLOCKS, inverse));
    }

    @Test
    void shouldGiveEachZoneItsShare() {
        fits("zoned:60/10:30/20:8/30:2/40", block -> {
            int percent = block * 100 / BLOCKS;
            return percent < 10 ? 0.6 / 20 : percent < 30 ? 0.3 / 40 : percent < 60 ? 0.08 / 60 : 0.02 / 80;
        });
        fits("zoned_abs:50/40k:50/760k", block -> block < 10 ? 0.05 : 0.5 / 190);
    }

    @Test
    void shouldBeABellWhenNormal() {
        long[] counts = counts("normal:10:0.5");
        double mean = 0;
        for (int i = 0; i < BLOCKS; i++) {
            mean += (double) counts[i] * (i + 0.5) / DRAWS;
        }
        double variance = 0;
        for (int i = 0; i < BLOCKS; i++) {
            variance += counts[i] * Math.pow(i + 0.5 - mean, 2) / DRAWS;
        }
        assertEquals(BLOCKS / 2.0, mean, 0.15);
        assertEquals(BLOCKS * 0.1, Math.sqrt(variance), 0.15);
    }

    @Test
    void shouldScatterTheWantedBlocksWhenNoCenterIsGiven() {
        long[] counts = counts("zipf:1.2");
        int most = 0;
        for (int i = 0; i < BLOCKS; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        assertTrue(most > 0 && counts[most] > DRAWS / 10);
    }

    private static long[] counts(String distribution) {
        BlockChooser chooser = BlockChooser.of(Distribution.parse(distribution), BLOCKS, 4096, 42);
        long[] counts = new long[BLOCKS];
        for (int i = 0; i < DRAWS; i++) {
            counts[(int) chooser.next()]++;
        }
        return counts;
    }

    private static void fits(String distribution, IntToDoubleFunction probability) {
        long[] counts = counts(distribution);
        double chiSquared = 0;
        double expectedOfRest = 0;
        double countOfRest = 0;
        int freedom = -1;
        for (int block = 0; block < BLOCKS; block++) {
            expectedOfRest += probability.applyAsDouble(block) * DRAWS;
            countOfRest += counts[block];
            if (expectedOfRest >= 20) {
                chiSquared += Math.pow(countOfRest - expectedOfRest, 2) / expectedOfRest;
                expectedOfRest = 0;
                countOfRest = 0;
                freedom++;
            }
        }
        // Wilson and Hilferty's approximation of the 99.9th percentile of chi-squared.
        double limit = freedom * Math.pow(1 - 2.0 / (9 * freedom) + 3.09 * Math.sqrt(2.0 / (9 * freedom)), 3);
        assertTrue(chiSquared < limit, distribution + ": " + chiSquared + " of at most " + limit);
    }
}
