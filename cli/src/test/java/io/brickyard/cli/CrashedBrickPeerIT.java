package io.brickyard.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.brickyard.peers.Await;
import io.brickyard.peers.FreshBrick;
import io.brickyard.peers.LoopFileSystem;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.SyncedWriters;
import io.brickyard.peers.workloads.Workload;
import io.brickyard.posix.BrickCheck;
import io.brickyard.posix.KeySpace;
import io.brickyard.posix.SysException;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * What a stock mount was told to be done is done, whenever brickd is killed or its machine loses power; the mount finds
 * the server again by itself, and its programs go on. The brick is sound as soon as brickd serves it again.
 */
class CrashedBrickPeerIT {
    private static final int KILLS = 20;
    private static final int POWER_CUTS = 3;
    private static final int MAX_RECORDS = 25;
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(30);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void shouldLoseNothingAcknowledgedWhenKilledAgainAndAgain() {
        Workload.requireMountPeers();
        try (WorkDirectory work = WorkDirectory.create("killed");
                BrickServer server = BrickdServer.start("subject", work.path());
                SyncedWriters writers = SyncedWriters.start(server, work.path(), SyncedWriters.Loss.PROCESS)) {
            for (int round = 0; round < rounds(KILLS); round++) {
                writers.awaitProgress(1 + random.nextInt(MAX_RECORDS));
                server.kill();
                assertNothingLost(round, writers.lostOnDisk());
                server.restart();
                awaitSound(server, round);
            }
            writers.awaitProgress(1);
            assertNothingLost(rounds(KILLS), writers.finish());
        }
    }

    @Test
    void shouldLoseNothingSyncedWhenPowerIsLostAgainAndAgain() throws IOException {
        Workload.requireMountPeers();
        Peers.require(LoopFileSystem.Type.EXT4.needs());
        try (WorkDirectory work = WorkDirectory.create("power");
                LoopFileSystem disk = LoopFileSystem.make(LoopFileSystem.Type.EXT4, work.path());
                BrickServer server = BrickdServer.serving("subject", FreshBrick.make(disk.path().resolve("brick")),
                        work.path());
                SyncedWriters writers = SyncedWriters.start(server, work.path(), SyncedWriters.Loss.POWER)) {
            for (int round = 0; round < rounds(POWER_CUTS); round++) {
                writers.awaitProgress(1 + random.nextInt(MAX_RECORDS));
                writers.lose(() -> {
                    disk.cutPower();
                    server.kill();
                    disk.restart();
                });
                assertNothingLost(round, writers.lostOnDisk());
                server.restart();
                awaitSound(server, round);
            }
            writers.awaitProgress(1);
            assertNothingLost(rounds(POWER_CUTS), writers.finish());
        }
    }

    private static int rounds(int normal) {
        return normal * Integer.getInteger("test.repeat", 1);
    }

    private void assertNothingLost(int round, List<String> lost) {
        assertEquals(List.of(), lost, () -> "seed " + seed + ", round " + round);
    }

    /** A writer that comes back early changes the directory under the check, which then is made again. */
    private void awaitSound(BrickServer server, int round) {
        String what = "sound brick, seed " + seed + ", round " + round;
        Await.until(what, CHECK_LIMIT, () -> isSound(server), () -> BrickdServer.check(server.directory()).toString());
    }

    private static boolean isSound(BrickServer server) {
        try {
            return BrickCheck.run(server.directory(), KeySpace.TRUSTED).problems().isEmpty();
        } catch (SysException removedMeanwhile) {
            return false;
        }
    }
}
