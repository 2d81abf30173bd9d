package io.brickyard.xlator.throttle;

import java.util.List;
import java.util.Optional;

import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.PolicyText;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AutoRateTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final Scheduler scheduler = new Scheduler(SECOND, 10, 10, ticket -> {});

    private static InForce force(String text) throws PolicyException {
        return new InForce(Policy.NONE.with(PolicyText.parse(text)), Optional.empty(), 0, () -> 1);
    }

    /** A brick where users' p99 grows with what the class uses: 1 ms and 1 us for each of its calls per second. */
    private final class Brick {
        private final InForce force;
        private final RuleState heals;
        private final Gate gate;
        private long now;

        Brick(String text) throws PolicyException {
            force = force(text);
            heals = force.rules().getFirst();
            gate = heals.gates().getFirst();
        }

        void run(long nanos, boolean users, long wanted) {
            for (long end = now + nanos; now < end; now += AutoRates.TICK_NANOS) {
                long used = Math.min(wanted, gate.bucket().rate());
                heals.count().add(1, used * AutoRates.TICK_NANOS / SECOND);
                for (int i = 0; users && i < 500; i++) {
                    force.autos().foreground().add(MILLI + used * 1_000);
                }
                force.autos().tick(scheduler, now);
            }
        }

        long rate() {
            return gate.bucket().rate();
        }
    }

    @Test
    void shouldFindTheRateThatUsersCanBearWhenTheyAreThere() throws PolicyException {
        Brick brick = new Brick("self-heal auto target-p99=5ms min=50fops max=50000fops");
        brick.run(20 * SECOND, true, 30_000);
        // 5 ms are left at 4000 calls per second; the look has an eighth of room on either side.
        assertTrue(brick.rate() > 2000 && brick.rate() < 5000, "rate " + brick.rate());
    }

    @Test
    void shouldGoAtFullSpeedWithin2SecondsWhenUsersLeave() throws PolicyException {
        Brick brick = new Brick("self-heal auto target-p99=5ms min=50fops max=50000fops");
        brick.run(10 * SECOND, true, 30_000);
        assertTrue(brick.rate() < 10_000);
        brick.run(2 * SECOND, false, 30_000);
        assertEquals(50_000, brick.rate());
    }

    @Test
    void shouldSaySoWhenTheTargetIsOutOfReach() throws PolicyException {
        Brick brick = new Brick("self-heal auto target-p99=500us min=50fops max=50000fops");
        brick.run(20 * SECOND, true, 30_000);
        assertEquals(50, brick.rate());
        assertTrue(brick.force.autos().isUnattainable(brick.heals));
        brick.run(2 * SECOND, false, 30_000);
        assertFalse(brick.force.autos().isUnattainable(brick.heals));
    }

    @Test
    void shouldNotGrowWhenTheClassUsesLittle() throws PolicyException {
        Brick brick = new Brick("self-heal auto target-p99=5ms min=50fops max=50000fops");
        brick.run(10 * SECOND, true, 30_000);
        long before = brick.rate();
        brick.run(10 * SECOND, true, 100);
        assertTrue(Math.abs(before - brick.rate()) <= 1, "rate " + brick.rate());
    }

    @Test
    void shouldTellPercentilesWithinAnEighth() {
        Foreground foreground = new Foreground();
        for (int i = 1; i <= 1000; i++) {
            foreground.add(i * 1000L);
        }
        assertEquals(1000, foreground.calls());
        Foreground.Look look = foreground.take();
        assertEquals(1000, look.calls());
        assertTrue(look.p99Nanos() >= 990_000 && look.p99Nanos() <= 990_000 * 9 / 8, "p99 " + look.p99Nanos());
        assertEquals(new Foreground.Look(0, 0), foreground.take());
        for (long nanos : List.of(0L, 7L, 8L, 123_456_789L, Long.MAX_VALUE)) {
            foreground.add(nanos);
            long top = foreground.take().p99Nanos();
            assertFalse(top < nanos || top - nanos > nanos / 8, nanos + " is counted as " + top);
        }
    }
}
