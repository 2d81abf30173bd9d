package io.brickyard.load.record;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PlatBinsTest {

    @Test
    void shouldComeBackToTheSameBinFromItsMiddle() {
        for (int bin = 0; bin < PlatBins.COUNT; bin++) {
            assertEquals(bin, PlatBins.index(PlatBins.value(bin)));
            assertTrue(bin == 0 || PlatBins.value(bin) > PlatBins.value(bin - 1));
        }
    }

    /** Names of bins that fio 3.33 printed. */
    @ParameterizedTest
    @CsvSource({"44782,44800", "57100,57088", "88000,87552", "3489000,3489792", "7994969,7962624"})
    void shouldNameBinsAsFioDoes(long nanos, long name) {
        assertEquals(name, PlatBins.value(PlatBins.index(nanos)));
    }

    @Test
    void shouldCountEachLatencyInItsOwnBin() {
        var latencies = new LatencyStat();
        long[] wanted = new long[PlatBins.COUNT];
        for (long nanos = 1; nanos < 1L << 40; nanos += Math.max(1, nanos / 97)) {
            latencies.record(nanos);
            wanted[PlatBins.index(nanos)]++;
        }
        long[] counts = PlatBins.counts(latencies.histogram());
        for (int bin = 0; bin < PlatBins.COUNT; bin++) {
            assertEquals(wanted[bin], counts[bin], "bin " + bin);
        }
    }
}
