package io.brickyard.load.gluster;

import java.util.Map;
import java.util.Objects;
import java.util.Random;

import io.brickyard.load.gluster.CallSamples.Moments;
import io.brickyard.wire.fop.BrickTimes;
import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.stats.FopStats;
import io.brickyard.xlator.stats.RpcSegment;
import io.brickyard.xlator.stats.RpcSegment.Place;
import io.brickyard.xlator.stats.RpcSegments;
import io.brickyard.xlator.stats.RpcSegments.Group;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever the moments are, the segments of a call add up to its time. */
class CallSamplesTest {
    private static final int CALLS = 2000;
    private static final int LONGEST = 1_000_000;

    private final RpcSegments segments = new RpcSegments();
    private final CallSamples samples = new CallSamples(1, segments);

    private Map<RpcSegment, FopStats> told(Group group) {
        return segments.takeInterval().groups().getOrDefault(group, Map.of()).getOrDefault(Fop.READ, Map.of());
    }

    private static long nanos(Map<RpcSegment, FopStats> told, RpcSegment segment) {
        return Objects.requireNonNull(told.get(segment), segment::key).totalNanos();
    }

    private static long sum(Map<RpcSegment, FopStats> segments) {
        return segments.entrySet().stream()
                .filter(one -> one.getKey().place() == Place.CALL || one.getKey().place() == Place.BRICK_STACK)
                .mapToLong(one -> one.getValue().totalNanos()).sum();
    }

    @Test
    void shouldCutACallExactlyWhenTheBrickTells() {
        samples.ended(Fop.READ, new Moments(1000, 1010, 1030, 1900, 1950, 2000), new BrickTimes(1, 2, 3, 400, 5));
        Map<RpcSegment, FopStats> told = told(Group.ANSWERED);
        assertEquals(1000, nanos(told, RpcSegment.TOTAL));
        assertEquals(10, nanos(told, RpcSegment.CLIENT_ENCODE));
        assertEquals(20, nanos(told, RpcSegment.CLIENT_SEND));
        assertEquals(870 - 411, nanos(told, RpcSegment.REST));
        assertEquals(50, nanos(told, RpcSegment.CLIENT_TURN));
        assertEquals(50, nanos(told, RpcSegment.CLIENT_DECODE));
        assertEquals(1000, sum(told));
    }

    @Test
    void shouldAddUpToTheWholeWhateverTheMomentsAre() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int call = 0; call < CALLS; call++) {
            long[] at = new long[6];
            at[0] = random.nextLong(LONGEST);
            for (int i = 1; i < at.length; i++) {
                at[i] = at[i - 1] + random.nextInt(LONGEST);
            }
            var moments = new Moments(at[0], at[1], at[2], at[3], at[4], at[5]);
            boolean answers = random.nextBoolean();
            var brick = new BrickTimes(random.nextInt(LONGEST / 4), random.nextInt(LONGEST / 4), 0,
                    random.nextInt(LONGEST / 4), random.nextInt(9));
            boolean possible = answers && brick.fitIn(at[3] - at[2]);
            samples.ended(Fop.READ, moments, answers ? brick : null);
            Map<RpcSegment, FopStats> told = told(possible ? Group.ANSWERED : Group.UNANSWERED);
            assertEquals(at[5] - at[0], sum(told), () -> moments + " " + brick + ", seed " + seed);
            assertEquals(possible, told.containsKey(RpcSegment.BRICK_STORAGE), () -> brick + ", seed " + seed);
        }
    }

    @Test
    void shouldCountWhatABrickCannotHaveDoneAsNothing() {
        samples.ended(Fop.READ, new Moments(0, 1, 2, 10, 11, 12), new BrickTimes(0, 0, 0, Long.MAX_VALUE, 0));
        Map<RpcSegment, FopStats> told = told(Group.UNANSWERED);
        assertEquals(8, nanos(told, RpcSegment.REST));
        assertEquals(12, sum(told));
    }

    @Test
    void shouldTakeReadsAndWritesOnlyAndAboutOneOfSoMany() {
        assertTrue(samples.takes(Fop.READ) && samples.takes(Fop.WRITE));
        assertFalse(samples.takes(Fop.LOOKUP));
        var few = new CallSamples(100, segments);
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            taken += few.takes(Fop.READ) ? 1 : 0;
        }
        // Ten standard deviations.
        assertTrue(taken > 685 && taken < 1315, taken + " of 1000");
    }
}
