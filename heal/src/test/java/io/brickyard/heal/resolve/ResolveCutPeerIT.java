package io.brickyard.heal.resolve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.brickyard.heal.cron.Tally;
import io.brickyard.heal.run.Crawl;
import io.brickyard.heal.run.CutRun;
import io.brickyard.heal.run.HealOptions;
import io.brickyard.heal.run.Pace;
import io.brickyard.heal.run.PathFilter;
import io.brickyard.peers.Await;
import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.HealInfo;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.Scripts;
import io.brickyard.peers.workloads.StockBrickServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The end of a split-brain that dies after its k-th request, and another after it: the bricks are equal and have the chosen
 * copies. Stock bricks. {@code -Dbrickyard.heal.resolve.cuts} is the number of values of k; 0: all.
 */
class ResolveCutPeerIT {
    private static final String VOLUME = "vol";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MOST_REQUESTS = 100_000;
    private static final int CUTS = Integer.getInteger("brickyard.heal.resolve.cuts", 4);
    /** The steps between cuts are whole numbers, so there may be some more. */
    private static final int MOST_CUTS = CUTS == 0 ? 1000 : CUTS + 3;
    private static final PathFilter ALL = new PathFilter("/", List.of(), List.of());

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();
    private ReplicaGraph graph;
    private Path volfile;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.SETFATTR,
                Peer.PYTHON3);
        work = WorkDirectory.create("resolve-cut");
        for (int i = 0; i < 3; i++) {
            bricks.add(
                    StockBrickServer.ofReplica("b" + i, Files.createDirectory(work.path().resolve("brick" + i)), VOLUME,
                            work.path()));
        }
        graph = new ReplicaGraph(VOLUME, UUID.randomUUID().toString(),
                bricks.stream().map(BrickServer::remote).toList(), 0);
        volfile = graph.clientWithoutQuorum().writeTo(work.path().resolve("heal.vol"));
    }

    @AfterEach
    void tidy() {
        bricks.forEach(BrickServer::close);
        work.close();
    }

    private Crawl resolve() {
        Policy policy = new Policy.SourceBrick("127.0.0.1:" + bricks.get(1).remote().subvolume());
        return ResolveRun.crawl(new ResolveOptions(policy, ALL, false, Losers.FORGOTTEN), new Tally(),
                Pace.UNHINDERED);
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
    void shouldHaveTheChosenCopyWhenAnEarlierResolveDied() throws IOException {
        try (StockMount whole = StockMount.start("whole", graph.client(), work.path())) {
            shell(whole, "for n in $(seq 0 " + MOST_CUTS + "); do mkdir n$n; echo x >n$n/data; echo m >n$n/meta; done");
        }
        List<StockMount> alone = new ArrayList<>();
        try {
            for (int i = 0; i < bricks.size(); i++) {
                alone.add(StockMount.start("alone" + i, graph.reaching(List.of(i)).clientWithoutQuorum(), 1,
                        work.path()));
            }
            split(alone, "n0");
            List<Integer> cuts = cuts(CutRun.of(volfile, MOST_REQUESTS, resolve()));
            assertTrue(cuts.size() <= MOST_CUTS, cuts::toString);
            for (int cut = 0; cut < cuts.size(); cut++) {
                split(alone, "n" + (cut + 1));
                CutRun.of(volfile, cuts.get(cut), resolve());
                CutRun.of(volfile, MOST_REQUESTS, resolve());
                CutRun.of(volfile, MOST_REQUESTS, heal());
            }
            // Bricks delete what was in directories that went some seconds later; what they list is healed after that.
            Await.until("bricks are equal", LIMIT, () -> {
                CutRun.of(volfile, MOST_REQUESTS, heal());
                return differences().isEmpty();
            }, () -> "cut after one of " + cuts + ": " + differences());
            for (int cut = 0; cut < cuts.size(); cut++) {
                Path directory = bricks.getFirst().directory().resolve("n" + (cut + 1));
                int k = cuts.get(cut);
                for (String file : List.of("data", "new", "tree/f")) {
                    assertEquals("1111", Files.readString(directory.resolve(file)), () -> "cut after " + k);
                }
            }
            HealInfo info = HealInfo.of(VOLUME, volfile);
            assertTrue(info.isClean(bricks.size()), info::text);
        } finally {
            alone.forEach(StockMount::close);
        }
    }

    /** Has clients that each reach one brick change the same things. */
    private void split(List<StockMount> alone, String name) {
        for (int i = 0; i < bricks.size(); i++) {
            shell(alone.get(i), """
                    printf BBBB >N/data; chmod 6B0 N/meta; printf BBBB >N/new; mkdir N/tree; printf BBBB >N/tree/f
                    """.replace("N", name).replace("B", String.valueOf(i)));
        }
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
