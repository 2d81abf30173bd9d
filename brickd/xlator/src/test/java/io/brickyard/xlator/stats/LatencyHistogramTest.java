package io.brickyard.xlator.stats;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;
import java.util.zip.DataFormatException;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LatencyHistogramTest {
    @Test
    void shouldSortIntoTheClassesOfHdrHistogram() {
        Histogram theirs = LatencyBuckets.histogram();
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            long nanos = random.nextLong(LatencyBuckets.HIGHEST_NANOS + 1) >>> random.nextInt(42);
            int index = LatencyBuckets.indexOf(nanos);
            assertEquals(theirs.lowestEquivalentValue(nanos), LatencyBuckets.lowestNanos(index), "of " + nanos);
        }
        for (int index = 0; index < LatencyBuckets.COUNT; index++) {
            assertEquals(index, LatencyBuckets.indexOf(LatencyBuckets.lowestNanos(index)));
        }
    }

    @Test
    void shouldCountWhatIsOutOfRangeAtTheEnds() {
        assertEquals(LatencyBuckets.COUNT - 1, LatencyBuckets.indexOf(Long.MAX_VALUE));
        assertEquals(0, LatencyBuckets.indexOf(-1));
    }

    @Test
    void shouldCountUpToBoundsAsHdrHistogramDoes() {
        FopCell cell = new FopCell();
        Random random = new Random(20261121);
        for (int i = 0; i < 10_000; i++) {
            cell.record(random.nextLong(5_000_000_000L) >>> random.nextInt(24), false);
        }
        FopSum sum = new FopSum();
        cell.addTo(sum, false);
        LatencyHistogram latencies = sum.cumulative().latencies();
        Histogram theirs = latencies.toHdr();
        long[] bounds = {0, 255, 256, 10_000, 1_000_000, 1_000_001, 2_500_000_000L, Long.MAX_VALUE};
        long[] upTo = latencies.countsUpTo(bounds);
        for (int i = 0; i < bounds.length - 1; i++) {
            assertEquals(theirs.getCountBetweenValues(0, bounds[i]), upTo[i], "up to " + bounds[i]);
        }
        assertEquals(10_000, upTo[bounds.length - 1]);
    }

    @Test
    void shouldSurviveTheCompressedText() throws DataFormatException {
        FopCell cell = new FopCell();
        Histogram direct = LatencyBuckets.histogram();
        Random random = new Random(20261121);
        for (int i = 0; i < 10_000; i++) {
            long nanos = 20_000 + (long) Math.exp(random.nextGaussian() * 2 + 10);
            cell.record(nanos, false);
            direct.recordValue(nanos);
        }
        FopSum sum = new FopSum();
        cell.addTo(sum, false);
        String text = sum.cumulative().latencies().toCompressedBase64();
        Histogram back = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        assertEquals(direct.getTotalCount(), back.getTotalCount());
        for (double percentile : new double[]{1, 50, 99, 99.9, 100}) {
            assertEquals(direct.getValueAtPercentile(percentile), back.getValueAtPercentile(percentile));
        }
        assertTrue(text.length() < 8_000, text.length() + " characters");
    }
}
