package io.brickyard.xlator.throttle;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SchedulerTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final VirtualThrottle world = new VirtualThrottle();
    private final VirtualThrottle patient = new VirtualThrottle(1000 * SECOND, 1_000_000);

    @Test
    void shouldPassAtOnceWhenThereAreTokens() {
        Flow flow = world.flow(new Payer(), world.share(world.gate(10, 2)));
        assertTrue(world.offer(flow, 1));
        assertTrue(world.offer(flow, 1));
        assertFalse(world.offer(flow, 1));
        world.advance(SECOND);
        assertEquals(3, world.passed().size());
        assertEquals(100 * MILLI, world.passed().get(2).atNanos());
    }

    @Test
    void shouldLetOthersPassWhenACallCostLess() {
        Flow flow = world.flow(new Payer(), world.share(world.gate(10, 10)));
        assertTrue(world.offer(flow, 10));
        assertFalse(world.offer(flow, 4));
        assertFalse(world.offer(flow, 4));
        world.giveBack(flow, 7);
        assertEquals(List.of(10L, 4L), world.costs());
        assertEquals(7, world.figures(flow).admittedCost());
        world.advance(SECOND);
        assertEquals(100 * MILLI, world.passed().get(2).atNanos());
    }

    @Test
    void shouldKeepTheOrderOfAClientWhenALargeCallWaits() {
        Flow flow = world.flow(new Payer(), world.share(world.gate(100, 10)));
        assertTrue(world.offer(flow, 10));
        assertFalse(world.offer(flow, 50));
        assertFalse(world.offer(flow, 1));
        world.advance(10 * SECOND);
        assertEquals(List.of(10L, 50L, 1L), world.costs());
        assertEquals(100 * MILLI, world.passed().get(1).atNanos());
        assertEquals(510 * MILLI, world.passed().get(2).atNanos());
    }

    @Test
    void shouldNotStarveALargeCallWhenSmallOnesOfOthersCome() {
        Gate gate = world.gate(100, 10);
        Flow large = world.flow(new Payer(), world.share(gate));
        Share share = large.path().getFirst();
        Flow small = world.flow(new Payer(), share);
        assertTrue(world.offer(small, 10));
        assertFalse(world.offer(large, 10));
        for (int i = 0; i < 50; i++) {
            world.offer(small, 1);
        }
        world.advance(SECOND);
        assertEquals(100 * MILLI,
                world.passed().stream().filter(one -> one.cost() == 10 && one.flow().equals(large)).findFirst()
                        .orElseThrow().atNanos());
    }

    @Test
    void shouldReleaseABatchOfAllGatesWhenTokensCome() {
        Flow[] flows = new Flow[20];
        for (int i = 0; i < flows.length; i++) {
            flows[i] = world.flow(new Payer(), world.share(world.gate(10, 1)));
            assertTrue(world.offer(flows[i], 1));
            assertFalse(world.offer(flows[i], 1));
        }
        assertEquals(100 * MILLI, world.scheduler().nextNanos());
        world.advance(100 * MILLI);
        assertEquals(40, world.passed().size());
    }

    @Test
    void shouldShareByWeightAndGiveFloorsWhenTheBrickIsBusy() {
        Gate brick = patient.gate(1000, 10);
        Share heavy = new Share(brick, 300, null, Unit.TOKENS);
        Share light = new Share(brick, 100, null, Unit.TOKENS);
        Share floored = new Share(brick, 1, new Bucket(200, 20, 0), Unit.TOKENS);
        Flow a = patient.flow(new Payer(), heavy);
        Flow b = patient.flow(new Payer(), light);
        Flow c = patient.flow(new Payer(), floored);
        for (int i = 0; i < 10_000; i++) {
            patient.offer(a, 1);
            patient.offer(b, 1);
            patient.offer(c, 1);
        }
        patient.advance(10 * SECOND);
        assertEquals(6000, patient.count(a), 60);
        assertEquals(2000, patient.count(b), 60);
        assertEquals(2020, patient.count(c), 60);
    }

    @Test
    void shouldShareByWeightWhenCallsCostOneToken() {
        Gate brick = patient.gate(1000, 10);
        Flow[] flows = new Flow[3];
        int[] weights = {10_000, 3_000, 77};
        for (int i = 0; i < flows.length; i++) {
            flows[i] = patient.flow(new Payer(), new Share(brick, weights[i], null, Unit.TOKENS));
        }
        for (int i = 0; i < 100_000; i++) {
            for (Flow flow : flows) {
                patient.offer(flow, 1);
            }
        }
        patient.clear();
        patient.advance(100 * SECOND);
        for (int i = 0; i < flows.length; i++) {
            assertEquals(100_000.0 * weights[i] / 13_077, patient.count(flows[i]), 10);
        }
    }

    @Test
    void shouldGiveLentCapacityBackWithin100MillisWhenItsOwnerReturns() {
        Gate brick = patient.gate(10_000, 1000);
        Flow owner = patient.flow(new Payer(),
                new Share(brick, 100, new Bucket(5000, 500, 0), Unit.TOKENS));
        Flow borrower = patient.flow(new Payer(), new Share(brick, 100, null, Unit.TOKENS));
        for (int i = 0; i < 40_000; i++) {
            patient.offer(borrower, 1);
        }
        patient.advance(2 * SECOND);
        assertEquals(21_000, patient.count(borrower), 10, "all of it is lent");
        patient.clear();
        for (int i = 0; i < 20_000; i++) {
            patient.offer(owner, 1);
        }
        patient.advance(100 * MILLI);
        assertTrue(patient.count(owner) >= 500, "it gets its guarantee in the first 100 ms");
        patient.clear();
        patient.advance(SECOND);
        assertEquals(5000, patient.count(owner), 50);
        assertEquals(5000, patient.count(borrower), 50);
    }

    @Test
    void shouldGiveEachClientTheSameWhenOneIsGreedy() {
        Share share = world.share(world.gate(1000, 10));
        Flow greedy = world.flow(new Payer(), share);
        Flow[] modest = new Flow[9];
        for (int i = 0; i < modest.length; i++) {
            modest[i] = world.flow(new Payer(), share);
        }
        for (int i = 0; i < 3000; i++) {
            world.offer(greedy, 1);
        }
        for (int i = 0; i < 300; i++) {
            for (Flow flow : modest) {
                world.offer(flow, 1);
            }
        }
        world.advance(SECOND);
        for (Flow flow : modest) {
            assertEquals(100, world.count(flow), 3);
        }
        assertEquals(100, world.count(greedy), 13);
    }

    @Test
    void shouldPushTheOldestOutOnDebtWhenItWaitedTooLong() {
        Gate gate = world.gate(1, 1);
        Flow flow = world.flow(new Payer(), world.share(gate));
        for (int i = 0; i < 101; i++) {
            world.offer(flow, 1);
        }
        world.advance(VirtualThrottle.MAX_WAIT_NANOS - 1);
        assertEquals(10, world.passed().size());
        world.advance(1);
        assertEquals(101, world.passed().size());
        assertEquals(90, world.figures(flow).overruns());
        assertEquals(-90, gate.level(world.now()));
    }

    @Test
    void shouldPushTheOldestOutOnDebtWhenTooManyWait() {
        Flow flow = world.flow(new Payer(), world.share(world.gate(1, 1)));
        for (int i = 0; i < VirtualThrottle.MOST_CALLS + 5; i++) {
            world.offer(flow, 1);
        }
        assertEquals(VirtualThrottle.MOST_CALLS, world.scheduler().waitingCalls());
        assertEquals(5, world.passed().size());
        assertEquals(4, world.figures(flow).overruns());
    }

    @Test
    void shouldCostNothingWhenWhatWaitsIsDropped() {
        Gate gate = world.gate(10, 1);
        Flow flow = world.flow(new Payer(), world.share(gate));
        for (int i = 0; i < 11; i++) {
            world.offer(flow, 1);
        }
        world.dropAll(flow);
        assertEquals(0, world.scheduler().waitingCalls());
        assertEquals(0, gate.level(world.now()));
        world.advance(SECOND);
        assertEquals(1, world.passed().size());
        assertTrue(world.offer(flow, 1));
    }

    @Test
    void shouldHoldAReplyOnlyWhileThereIsDebt() {
        Flow flow = world.flow(new Payer(), world.share(world.gate(10, 1)));
        assertTrue(world.offer(flow, 1));
        assertTrue(world.offerFree(flow), "an empty bucket is no debt");
        assertFalse(world.offer(flow, 1));
        world.forceAll(flow);
        assertFalse(world.offerFree(flow));
        world.clear();
        world.advance(SECOND);
        assertEquals(100 * MILLI, world.passed().getFirst().atNanos());
    }
}
