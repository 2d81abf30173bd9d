package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.ReplicaCycle;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.StockBrickServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replicas of brickd bricks, and of both kinds, behind a stock mount: bricks are killed and come back, stock's self-heal
 * daemon heals, and nothing is left to heal. {@code -Dbrickyard.replica.seed} is the first seed.
 */
@Execution(ExecutionMode.CONCURRENT)
class ReplicaPeerIT {
    private static final String VOLUME = RunningBrickd.VOLUME;

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();

    static LongStream seeds() {
        long first = Long.getLong("brickyard.replica.seed", 1);
        return LongStream.range(first, first + Long.getLong("brickyard.replica.seeds", 2));
    }

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.SETFATTR,
                Peer.PYTHON3);
        work = WorkDirectory.create("replica");
    }

    @AfterEach
    void tidy() throws Exception {
        for (BrickServer brick : bricks) {
            brick.close();
        }
        work.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldHealAllWhenBricksOfBrickdAreKilled(long seed) throws IOException {
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            bricks.add(new BrickdReplicaBrick(directory(i), id));
        }
        cycle(id, 0, seed).run(false);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldHealAllWhenTheThirdBrickIsAnArbiter(long seed) throws IOException {
        String id = UUID.randomUUID().toString();
        bricks.add(new BrickdReplicaBrick(directory(0), id));
        bricks.add(new BrickdReplicaBrick(directory(1), id));
        // Which brick of the volume it is matters here; where the others are does not.
        bricks.add(new BrickdReplicaBrick(directory(2), id, "--replica", "3", "--arbiter", "1", "--peer", "one:1/b",
                "--peer", "two:1/b"));
        cycle(id, 1, seed).run(false);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldHealAllWhenOneBrickIsOfBrickdAndTwoAreStock(long seed) throws IOException {
        String id = UUID.randomUUID().toString();
        int own = (int) (seed % 3);
        for (int i = 0; i < 3; i++) {
            bricks.add(i == own ? new BrickdReplicaBrick(directory(i), id)
                    : StockBrickServer.ofReplica("stock" + i, directory(i), VOLUME, work.path()));
        }
        cycle(id, 0, seed).run(true);
    }

    /** How stock alone does: only asked for to tell a fault of brickd from what is AFR's. */
    @ParameterizedTest
    @MethodSource("seeds")
    @EnabledIfSystemProperty(named = "brickyard.replica.stock", matches = "true")
    void shouldHealAllWhenBricksOfStockAreKilled(long seed) throws IOException {
        stockCycle(0, seed).run(true);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @EnabledIfSystemProperty(named = "brickyard.replica.stock", matches = "true")
    void shouldHealAllWhenTheThirdBrickOfStockIsAnArbiter(long seed) throws IOException {
        stockCycle(1, seed).run(true);
    }

    private ReplicaCycle stockCycle(int arbiters, long seed) throws IOException {
        for (int i = 0; i < 3; i++) {
            bricks.add(i < 3 - arbiters ? StockBrickServer.ofReplica("stock" + i, directory(i), VOLUME, work.path())
                    : StockBrickServer.arbiterOfReplica("stock" + i, directory(i), VOLUME, work.path()));
        }
        return cycle(UUID.randomUUID().toString(), arbiters, seed);
    }

    private ReplicaCycle cycle(String id, int arbiters, long seed) {
        ReplicaGraph graph = new ReplicaGraph(VOLUME, id, bricks.stream().map(BrickServer::remote).toList(),
                arbiters);
        return new ReplicaCycle(graph, bricks, work.path(), seed);
    }

    private Path directory(int index) throws IOException {
        return Files.createDirectory(work.path().resolve("brick" + index));
    }
}
