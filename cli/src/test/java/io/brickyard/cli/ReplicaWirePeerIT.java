package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.brickyard.peers.Await;
import io.brickyard.peers.ClientGraph;
import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.HealInfo;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.replica.SelfHealDaemon;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.StockBrickServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The same session on three stock bricks and on three of brickd: a mount, a self-heal daemon and heal info see the same. */
class ReplicaWirePeerIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String BEFORE = """
            mkdir -p d/e; for i in 1 2 3 4; do head -c 300000 /dev/zero | tr '\\0' a >d/f$i; done
            ln -s f1 d/s; mkfifo d/p; ln d/f1 d/e/hard; : >x; setfattr -n user.a -v 1 d/f2; truncate -s 900000 d/sparse
            cat d/f1 d/f2 >/dev/null; ls -lR . >/dev/null; getfattr -d d/f2; stat absent; chmod 600 d/f1; flock d/f1 true
            """;
    private static final String WHILE = """
            echo more >>d/f1; truncate -s 100 d/f2; rm d/f3; mv d/f4 moved; ln d/f1 second; setfattr -n user.b -v 2 d/f2
            setfattr -x user.a d/f2; chmod 640 d/f2; mkdir -p n/m; echo new >n/m/f; ln -s x n/s; mknod n/c c 1 3; rm x
            mv d/e n/e; chown 5:6 n/m; printf z | dd of=d/sparse bs=1 seek=600000 conv=notrunc; mkdir g && rmdir g
            """;
    private static final String AFTER = "ls -lR . >/dev/null; cat d/f1 n/m/f; rm -r n; touch d";

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.SETFATTR,
                Peer.TSHARK);
        work = WorkDirectory.create("replica-wire");
    }

    @AfterEach
    void tidy() throws Exception {
        for (BrickServer brick : bricks) {
            brick.close();
        }
        work.close();
    }

    @Test
    void shouldShowStockClientsTheSameAsStockBricksDo() throws Exception {
        String id = UUID.randomUUID().toString();
        Path stock = Files.createDirectory(work.path().resolve("stock"));
        for (int i = 0; i < 3; i++) {
            bricks.add(StockBrickServer.ofReplica("stock" + i, directory(stock, i), RunningBrickd.VOLUME, stock));
        }
        SortedSet<String> fromStock = session(id, stock);
        Path own = Files.createDirectory(work.path().resolve("own"));
        for (int i = 0; i < 3; i++) {
            bricks.add(new BrickdReplicaBrick(directory(own, i), id));
        }
        SortedSet<String> fromBrickd = session(id, own);
        SortedSet<String> onlyStock = only(fromStock, fromBrickd);
        SortedSet<String> onlyBrickd = only(fromBrickd, fromStock);
        // What is asked is up to the client and chance; bricks are compared in what both were asked.
        List<String> notAsked = Stream.concat(onlyStock.stream(), onlyBrickd.stream())
                .filter(fact -> fact.contains(WireFacts.ASKS)).map(fact -> fact.replace(WireFacts.ASKS, " answers "))
                .toList();
        Predicate<String> mayDiffer = fact -> isExpected(fact) || notAsked.stream().anyMatch(fact::startsWith);
        onlyStock.removeIf(mayDiffer);
        onlyBrickd.removeIf(mayDiffer);
        assertEquals(String.join("\n", onlyStock), String.join("\n", onlyBrickd));
    }

    /** What differs, and why it may. */
    private static boolean isExpected(String fact) {
        // Stock's CREATE hands its request's keys back, which no client looks at.
        return fact.startsWith("CREATE answers gfid-req of ")
                // Stock leaves this answer out of replies that could carry it; clients take none for 0.
                || fact.startsWith("LOOKUP answers glusterfs.parent-entrylk of ")
                // In what order a brick that came back gets its inodes and names again is chance, and with it what a
                // healer finds missing and comes back to.
                || fact.contains(": ESTALE") || fact.contains(": ENOENT") || fact.contains(" failing answers ")
                // Whether a small file is looked up with its content asked for depends on what the client still has.
                || fact.startsWith("LOOKUP answers glusterfs.content of ")
                // Mount and daemon may both make the directory for names that went; the second learns that it is there.
                || fact.startsWith("MKDIR: EEXIST")
                || fact.contains(WireFacts.ASKS)
                // Whether a client sends this FOP at all; what it fails with is compared.
                || fact.endsWith(": ok")
                // Who comes first to a lock or an open file is chance, and so is whether a holder is told.
                || fact.contains("LK: EAGAIN") || fact.startsWith("callback ");
    }

    private static SortedSet<String> only(SortedSet<String> these, SortedSet<String> those) {
        SortedSet<String> left = new TreeSet<>(these);
        left.removeAll(those);
        return left;
    }

    private static Path directory(Path parent, int index) throws IOException {
        return Files.createDirectory(parent.resolve("brick" + index));
    }

    /** Runs it, ends the bricks and gives what the capture shows. */
    private SortedSet<String> session(String id, Path runDirectory) throws IOException {
        List<ClientGraph.Remote> remotes = bricks.stream().map(BrickServer::remote).toList();
        var graph = new ReplicaGraph(RunningBrickd.VOLUME, id, remotes, 0);
        Path client = graph.client().writeTo(runDirectory.resolve("heal-info.vol"));
        try (WireCapture capture = WireCapture.of(remotes.stream().map(ClientGraph.Remote::port).toList(),
                runDirectory)) {
            try (SelfHealDaemon daemon = SelfHealDaemon.start(graph.selfHeal(), bricks.size(), runDirectory);
                    StockMount mount = StockMount.start("mount", graph.client(), runDirectory)) {
                shell(mount, BEFORE);
                bricks.get(1).kill();
                shell(mount, WHILE);
                HealInfo.of(RunningBrickd.VOLUME, client);
                bricks.get(1).restart();
                Await.until("heal info lists nothing", LIMIT, () -> mount.timesAttached() > bricks.size()
                        && HealInfo.of(RunningBrickd.VOLUME, client).isClean(bricks.size()), daemon::logTail);
                shell(mount, AFTER);
            }
            capture.settle();
            bricks.forEach(BrickServer::kill);
            bricks.clear();
            return WireFacts.of(capture.records());
        }
    }

    private static void shell(StockMount mount, String script) {
        Command.run(LIMIT, List.of("sh", "-c", "cd " + mount.path() + "; " + script));
    }
}
