package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.workloads.BrickServer;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A volume file of another volume than the one whose bricks are there now. */
class HealWrongVolumeIT {
    @Test
    void shouldLeaveBricksAloneThatBelongToAnotherVolume() throws IOException {
        Peers.require(Peer.ROOT);
        List<BrickServer> bricks = new ArrayList<>();
        try (WorkDirectory work = WorkDirectory.create("heal-wrong")) {
            for (int i = 0; i < 2; i++) {
                bricks.add(new BrickdReplicaBrick(Files.createDirectory(work.path().resolve("brick" + i)),
                        UUID.randomUUID().toString()));
            }
            Path volfile = new ReplicaGraph(RunningBrickd.VOLUME, UUID.randomUUID().toString(),
                    bricks.stream().map(BrickServer::remote).toList(), 0).client()
                    .writeTo(work.path().resolve("heal.vol"));
            CommandRun run = CommandRun.of("heal", "run", "--volfile=" + volfile, "--state-dir=" + work.path());
            assertEquals(1, run.code());
            assertTrue(run.err().toLowerCase(Locale.ROOT).contains("volume"), run.err());
            assertTrue(run.err().contains("brick0"), run.err());
        } finally {
            bricks.forEach(BrickServer::close);
        }
    }
}
