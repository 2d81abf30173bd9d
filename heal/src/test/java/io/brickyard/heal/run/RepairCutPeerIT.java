package io.brickyard.heal.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.brickyard.heal.cron.Tally;
import io.brickyard.heal.verify.VerifyOptions;
import io.brickyard.heal.verify.VerifyRun;
import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.Scripts;
import io.brickyard.peers.workloads.StockBrickServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A repair that dies after its k-th request, and another after it: the bricks are equal and have
 * what was to win. Stock bricks. {@code -Dbrickyard.heal.repair.cuts} is the number of values of k; 0: all.
 */
class RepairCutPeerIT {
    private static final String VOLUME = "vol";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MOST_REQUESTS = 100_000;
    private static final int CUTS = Integer.getInteger("brickyard.heal.repair.cuts", 6);
    private static final int SIZE = 200_000;
    private static final PathFilter ALL = new PathFilter("/", List.of(), List.of());

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();
    private ReplicaGraph graph;
    private Path volfile;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.SETFATTR,
                Peer.PYTHON3);
        work = WorkDirectory.create("repair-cut");
        for (int i = 0; i < 3; i++) {
            bricks.add(
                    StockBrickServer.ofReplica("b" + i, Files.createDirectory(work.path().resolve("brick" + i)), VOLUME,
                            work.path()));
        }
        graph = new ReplicaGraph(VOLUME, UUID.randomUUID().toString(),
                bricks.stream().map(BrickServer::remote).toList(), 0);
        volfile = graph.client().writeTo(work.path().resolve("heal.vol"));
    }

    @AfterEach
    void tidy() {
        bricks.forEach(BrickServer::close);
        work.close();
    }

    private static Crawl repair() {
        return VerifyRun.crawl(new VerifyOptions(1, ALL, true), new Tally(), Pace.UNHINDERED);
    }

    private static Crawl heal() {
        return Crawl.of(new HealOptions(false, 1, false, path -> true), new Tally(), Pace.UNHINDERED);
    }

    /** The values of k after which it dies. */
    private static List<Integer> cuts(int requests) {
        int step = CUTS == 0 ? 1 : Math.max(1, requests / CUTS);
        return Stream.iterate(step / 2 + 1, k -> k < requests, k -> k + step).toList();
    }

    @Test
    void shouldHaveWhatMostHadWhenAnEarlierRepairDied() throws IOException {
        try (StockMount mount = StockMount.start("mount", graph.client(), work.path())) {
            shell(mount,
                    "mkdir d; head -c " + SIZE + " /dev/zero | tr '\\0' x >d/data; cp d/data d/torn; echo m >d/meta");
        }
        damage();
        int requests = CutRun.of(volfile, MOST_REQUESTS, repair());
        for (int k : cuts(requests)) {
            damage();
            CutRun.of(volfile, k, repair());
            CutRun.of(volfile, MOST_REQUESTS, heal());
            CutRun.of(volfile, MOST_REQUESTS, repair());
            assertEquals("", differences(), () -> "cut after " + k);
            for (String file : List.of("data", "torn")) {
                assertEquals("x".repeat(SIZE), Files.readString(bricks.get(1).directory().resolve("d/" + file)));
            }
        }
    }

    /** Damages one copy of some files behind the bricks' backs, and all copies of one, each elsewhere. */
    private void damage() throws IOException {
        damage(bricks.get(1).directory().resolve("d/data"), SIZE / 2);
        for (int i = 0; i < bricks.size(); i++) {
            damage(bricks.get(i).directory().resolve("d/torn"), i * SIZE / 4);
        }
        Command.check(LIMIT, List.of("sh", "-ec", "cd " + bricks.get(2).directory()
                + "/d; chmod 600 meta; setfattr -n user.k -v v meta"));
    }

    private static void damage(Path file, int at) throws IOException {
        Files.writeString(file, "x".repeat(at) + "y" + "x".repeat(SIZE - at - 1), StandardCharsets.US_ASCII);
    }

    private static void shell(StockMount mount, String script) {
        Command.check(LIMIT, List.of("sh", "-ec", "cd " + mount.path() + "; " + script));
    }

    private String differences() {
        List<String> arguments = Stream.concat(Stream.of("-", "0"),
                bricks.stream().map(brick -> brick.directory().toString())).toList();
        return Command.check(LIMIT, new Scripts(work.path()).command("replicacheck.py", arguments));
    }
}
