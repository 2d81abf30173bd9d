package io.brickyard.load.pace;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class PacerTest {

    @Test
    void shouldNeverDriftWhenLinear() {
        var pacer = new LinearPacer(3, false);
        for (int i = 0; i < 3_000_000; i++) {
            pacer.issued(4096);
        }
        assertEquals(1_000_000L * 1_000_000_000L, pacer.nextNanos());
    }

    @Test
    void shouldCountBytesWhenTheRateIsOfBytes() {
        var pacer = new LinearPacer(1_000_000, true);
        pacer.issued(250_000);
        pacer.issued(500_000);
        assertEquals(750_000_000L, pacer.nextNanos());
    }

    @Test
    void shouldHaveExponentialGapsWhenPoisson() {
        var pacer = new PoissonPacer(1000, false, 5);
        int count = 200_000;
        long before = 0;
        int longer = 0;
        for (int i = 0; i < count; i++) {
            pacer.issued(4096);
            longer += pacer.nextNanos() - before > 1_000_000 ? 1 : 0;
            before = pacer.nextNanos();
        }
        assertEquals(count * 1e6, (double) before, count * 1e6 * 0.01);
        // A gap is longer than its mean with probability 1/e.
        assertEquals(Math.exp(-1), (double) longer / count, 0.005);
    }
}
