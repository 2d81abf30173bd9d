package io.brickyard.posix;

import java.nio.file.Files;
import java.util.List;
import java.util.Random;

import io.brickyard.peers.LoopFileSystem;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Loss of power at any moment, on a file system that is cut off from its disk.
 *
 * <p>Promised, as by stock: what FSYNC acknowledged, content and xattrs, is there. Promised by us alone: after FSYNCDIR
 * the names of the directory are there (stock 10.3 answers
 * FSYNCDIR without doing anything and leans on the journal's order). Promised by neither: unsynced content, and names
 * that no FSYNCDIR followed. What the journals of ext4 and xfs add is used and held here as well: changes of names,
 * labels, handles, index and xattrs survive in the order they were made, so that the brick is never found in a state that
 * an unlucky kill could not leave.
 */
class PowerLossIT {
    private static final int ROUNDS = 6;
    private static final int MAX_STEPS = 600;

    @ParameterizedTest
    @EnumSource
    void shouldKeepEverythingSyncedWhenPowerIsLostAtRandom(LoopFileSystem.Type type) throws Exception {
        Peers.require(type.needs());
        Peers.require(Peer.SETFATTR);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (WorkDirectory work = WorkDirectory.create("power-loss");
                LoopFileSystem disk = LoopFileSystem.make(type, work.path())) {
            BrickOptions options = TestBrick.options(Files.createDirectory(disk.path().resolve("brick")));
            BrickRoot.init(options);
            int rounds = ROUNDS * Integer.getInteger("test.repeat", 1);
            for (int i = 0; i < rounds; i++) {
                CrashRound round = CrashRound.start(options.directory(), seed, i);
                try {
                    round.awaitSteps(random.nextInt(MAX_STEPS));
                    assertEquals(List.of(), round.complaints(), "seed " + seed);
                    round.notePromises();
                    disk.cutPower();
                } finally {
                    round.kill();
                }
                disk.restart();
                try {
                    CrashVerifier.verify(options, round, true);
                } catch (AssertionError e) {
                    throw new AssertionError(type + ", seed " + seed + ", round " + i + ": " + e.getMessage(), e);
                }
            }
        }
    }
}
