package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.HealInfo;
import io.brickyard.peers.replica.Healer;
import io.brickyard.peers.replica.ReplicaCycle;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.StockBrickServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * {@code brickyard heal run} on replicas of brickd bricks, and of both kinds, whose bricks are killed during random changes.
 * Stock's heal info and a model of the changes judge. {@code -Dbrickyard.replica.seed} is the first seed.
 */
class HealPeerIT {
    private static final String VOLUME = RunningBrickd.VOLUME;

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();

    static LongStream seeds() {
        return ReplicaPeerIT.seeds();
    }

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.SETFATTR,
                Peer.PYTHON3);
        work = WorkDirectory.create("heal");
    }

    @AfterEach
    void tidy() {
        bricks.forEach(BrickServer::close);
        work.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldHealAllWhenBricksOfBrickdAreKilled(long seed) throws IOException {
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            bricks.add(new BrickdReplicaBrick(directory(i), id));
        }
        cycle(id, 0, seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldHealAllWhenTheThirdBrickIsAnArbiter(long seed) throws IOException {
        cycle(withArbiter(), 1, seed);
    }

    /** There is nothing to copy to it, however large the file is. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldHealALargeFileOfWhichOnlyTheArbiterMissedAChange() throws IOException {
        String id = withArbiter();
        ReplicaGraph graph = new ReplicaGraph(VOLUME, id, bricks.stream().map(BrickServer::remote).toList(), 1);
        Path volfile = graph.client().writeTo(work.path().resolve("heal.vol"));
        try (StockMount mount = StockMount.start("mount", graph.client(), work.path())) {
            Files.write(mount.path().resolve("file"), new byte[300_000]);
            bricks.getLast().kill();
            Files.write(mount.path().resolve("file"), new byte[1], StandardOpenOption.APPEND);
        }
        bricks.getLast().restart();
        CommandRun run = CommandRun.of("heal", "run", "--volfile=" + volfile, "--state-dir=" + work.path());
        assertEquals(0, run.code(), run::err);
        HealInfo info = HealInfo.of(VOLUME, volfile);
        assertTrue(info.isClean(bricks.size()), info::text);
    }

    /** Brickd's, a stock one, and brickd's arbiter; gives back the volume's id. */
    private String withArbiter() throws IOException {
        String id = UUID.randomUUID().toString();
        bricks.add(new BrickdReplicaBrick(directory(0), id));
        bricks.add(StockBrickServer.ofReplica("stock1", directory(1), VOLUME, work.path()));
        bricks.add(new BrickdReplicaBrick(directory(2), id, "--replica", "3", "--arbiter", "1", "--peer", "one:1/b",
                "--peer", "two:1/b"));
        return id;
    }

    private void cycle(String id, int arbiters, long seed) {
        ReplicaGraph graph = new ReplicaGraph(VOLUME, id, bricks.stream().map(BrickServer::remote).toList(),
                arbiters);
        Path volfile = graph.client().writeTo(work.path().resolve("heal.vol"));
        try (Healer healer = new CommandHealer(volfile, work.path().resolve("state"))) {
            new ReplicaCycle(graph, bricks, work.path(), seed).run(false, healer);
        }
    }

    private Path directory(int index) throws IOException {
        return Files.createDirectory(work.path().resolve("brick" + index));
    }

    /** Heals by the command. */
    private static final class CommandHealer implements Healer {
        private final Path volfile;
        private final Path state;
        private final StringBuilder log = new StringBuilder();

        CommandHealer(Path volfile, Path state) {
            this.volfile = volfile;
            this.state = state;
        }

        @Override
        public void heal() {
            CommandRun run = CommandRun.of("heal", "run", "--volfile=" + volfile, "--state-dir=" + state);
            log.append(run.out()).append(run.err());
        }

        @Override
        public String logTail() {
            return log.toString();
        }

        @Override
        public void close() {
            // each run ends
        }
    }
}
