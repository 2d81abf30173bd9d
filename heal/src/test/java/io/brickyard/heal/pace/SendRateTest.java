package io.brickyard.heal.pace;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.Rchecksum;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Rates at the sender, on a clock that only goes when it is told to. */
class SendRateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final FopRequest LOOKUP = new Lookup(Gfid.ROOT, Gfid.NONE, 0, "", Dict.NULL);
    private static final FopRequest MEBIBYTE = new Rchecksum(Gfid.ROOT, -2, 0, 1 << 20, 0, Dict.NULL);

    private final AtomicLong now = new AtomicLong(77);

    private SendRate rate(String rates) {
        return new SendRate(RateText.rates(rates), Optional.empty(), now::get);
    }

    /** Steps of some requests each until a time is over, as soon as each may begin; gives back how many. */
    private long steps(SendRate rate, FopRequest request, int each, long nanos) {
        long end = now.get() + nanos;
        long steps = 0;
        for (long pause = rate.pauseNanos(); now.get() + pause < end; pause = rate.pauseNanos()) {
            now.addAndGet(pause);
            for (int i = 0; i < each; i++) {
                rate.sent(0, request);
            }
            steps++;
        }
        now.set(end);
        return steps;
    }

    @Test
    void shouldSendExactlyTheRateWhenStepsAreAsLargeAsTheyAre() {
        SendRate rate = rate("500fops/s");
        // The burst of a tenth of a second, 50, and the step that goes on debt beyond it.
        assertEquals((50 + 500 * 10) / 10, steps(rate, LOOKUP, 10, 10 * SECOND));
        assertEquals(500, steps(rate, LOOKUP, 10, 10 * SECOND));
    }

    @Test
    void shouldWaitUntilDebtIsPaidWhenAStepIsLargerThanTheBurst() {
        SendRate rate = rate("1MiB/s");
        rate.sent(2, MEBIBYTE);
        rate.sent(2, MEBIBYTE);
        // Two mebibytes less the burst of a tenth of one: that much debt.
        long burst = (1 << 20) / 10;
        long debt = (2L << 20) - burst;
        assertEquals((debt * SECOND + (1 << 20) - 1) / (1 << 20), rate.pauseNanos());
        now.addAndGet(rate.pauseNanos() - 1);
        assertEquals(1, rate.pauseNanos());
        now.incrementAndGet();
        assertEquals(0, rate.pauseNanos());
    }

    @Test
    void shouldGoByTheTighterOfTwoRates() {
        SendRate rate = rate("100fops/s,64KiB/s");
        // Without data an operation counts as 512 bytes: 64 KiB are 128 of them, so the operations decide.
        assertEquals(100, settled(rate, LOOKUP));
        // A mebibyte takes 16 seconds.
        assertEquals(0, settled(rate, MEBIBYTE));
    }

    private long settled(SendRate rate, FopRequest request) {
        steps(rate, request, 1, 5 * SECOND);
        return steps(rate, request, 1, SECOND);
    }

    @Test
    void shouldWaitForTheBrickThatWasSentMost() {
        SendRate rate = rate("10fops/s");
        for (int i = 0; i < 2; i++) {
            rate.sent(0, LOOKUP);
        }
        assertEquals(0, rate.pauseNanos());
        for (int i = 0; i < 12; i++) {
            rate.sent(1, LOOKUP);
        }
        assertEquals(SECOND, rate.pauseNanos());
    }

    @Test
    void shouldFollowUsersDownAndUp() {
        SendRate rate = new SendRate(List.of(),
                Optional.of(RateText.adaptive("target-p99=5ms,min=10fops,max=1000fops")), now::get);
        assertEquals(1000, rate.followed(0).orElseThrow().perSecond());
        for (int look = 0; look < 20; look++) {
            steps(rate, LOOKUP, 1, SECOND);
            rate.look(0, 50_000_000L, SECOND);
        }
        assertEquals(10, rate.followed(0).orElseThrow().perSecond());
        assertTrue(rate.isUnattainable(0));
        assertEquals(10, settled(rate, LOOKUP));
        assertEquals(1000, rate.followed(1).orElseThrow().perSecond());
        for (int look = 0; look < 40; look++) {
            steps(rate, LOOKUP, 1, SECOND);
            rate.look(0, 100_000L, SECOND);
        }
        assertEquals(1000, rate.followed(0).orElseThrow().perSecond());
    }

    @Test
    void shouldReadWhatPeopleWrite() {
        assertEquals("[500fops, 20MiB]", RateText.rates("500fops/s, 20MiB/s").toString());
        assertEquals("Auto[targetNanos=5000000, least=20fops, most=100000fops]",
                RateText.adaptive("target-p99=5ms").toString());
        assertEquals("Auto[targetNanos=800000, least=1MiB, most=20MiB]",
                RateText.adaptive("target-p99=800us, max=20MiB/s").toString());
        assertEquals("Auto[targetNanos=5000000, least=7fops, most=7fops]",
                RateText.adaptive("target-p99=5ms,max=7fops").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "500", "500fops,600fops", "-1fops", "0B", "20MB", "9GiB", "500fops;1MiB"})
    void shouldRefuseWhatIsNoRate(String text) {
        assertThrows(IllegalArgumentException.class, () -> RateText.rates(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5ms", "target-p99=0ms", "target-p99=5", "min=3fops",
            "target-p99=5ms,min=9fops,max=3fops",
            "target-p99=5ms,min=9fops,max=3MiB", "target-p99=5ms,target-p99=6ms", "target-p99=5ms,mean=2ms"})
    void shouldRefuseWhatIsNoAdaptiveRate(String text) {
        assertThrows(IllegalArgumentException.class, () -> RateText.adaptive(text));
    }
}
