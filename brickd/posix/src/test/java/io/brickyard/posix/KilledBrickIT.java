package io.brickyard.posix;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * SIGKILL of the process at any moment. Promised, as by stock, since the page cache outlives the process: everything
 * that was acknowledged is there, synced or not; of each thread at most the one FOP that ran shows in part, and only a
 * WRITE can. Unlike stock, no name is ever found without gfid, label or handle, so nothing has to be looked up before
 * heals work.
 */
class KilledBrickIT {
    private static final int ROUNDS = 20;
    private static final int MAX_STEPS = 1500;

    @Test
    void shouldKeepEverythingAcknowledgedWhenKilledAtRandom() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        BrickOptions options = TestBrick.options(TestBrickDir.create());
        try {
            BrickRoot.init(options);
            int rounds = ROUNDS * Integer.getInteger("test.repeat", 1);
            for (int i = 0; i < rounds; i++) {
                CrashRound round = CrashRound.start(options.directory(), seed, i);
                try {
                    round.awaitSteps(random.nextInt(MAX_STEPS));
                } finally {
                    round.kill();
                }
                round.notePromises();
                assertEquals(List.of(), round.complaints(), "seed " + seed);
                try {
                    CrashVerifier.verify(options, round, false);
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + seed + ", round " + i + ": " + e.getMessage(), e);
                }
            }
        } finally {
            TestBrick.delete(options.directory());
        }
    }
}
