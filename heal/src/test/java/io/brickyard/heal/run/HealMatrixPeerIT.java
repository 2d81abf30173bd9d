package io.brickyard.heal.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.brickyard.peers.Await;
import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.peers.replica.HealInfo;
import io.brickyard.peers.replica.ReplicaCycle;
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.Scripts;
import io.brickyard.peers.workloads.StockBrickServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Three stock bricks, each in turn away during changes of every kind; healed by this module, judged by stock's tools. */
class HealMatrixPeerIT {
    private static final String VOLUME = "vol";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String BEFORE = """
            mkdir -p N/g2/sub/x; echo q >N/g2/sub/x/f; echo r >N/g2/r; mkdir -p N/d/e N/gone/deep N/moved/in N/full; for i in 1 2 3 4 5 6 7 8 9; do
            head -c 300000 /dev/urandom >N/d/f$i; done; ln -s f1 N/d/s; mkfifo N/d/p; ln N/d/f1 N/d/e/hard
            ln N/d/f5 N/d/e/two; ln N/d/f5 N/d/e/three; setfattr -n user.a -v 1 N/d/f2; truncate -s 900000 N/d/sparse
            echo x >N/gone/deep/f; echo y >N/moved/in/f; head -c 3000000 /dev/urandom >N/d/big; : >N/d/empty
            setfacl -m u:7:rw N/d/f6; for i in 1 2 3 4 5; do echo $i >N/full/$i; done
            """;
    private static final String WHILE = """
            echo new >N/d/new; : >N/d/touched; mkdir -p N/n/m/o; echo deep >N/n/m/o/f; ln -s x N/n/s; mknod N/n/c c 1 3
            mkfifo N/n/p; echo more >>N/d/f1; printf z | dd of=N/d/big bs=1 seek=1500000 conv=notrunc status=none
            truncate -s 100 N/d/f2; truncate -s 500000 N/d/f3; mv N/d/f4 N/d/renamed; mv N/d/f7 N/d/f8
            mv N/moved N/n/elsewhere; ln N/d/f9 N/d/e/link; rm N/d/e/two N/d/e/three; rm -r N/gone; rm N/d/p
            chmod 640 N/d/f3; chown 5:6 N/d/f6; chown -h 7:8 N/d/s; setfattr -n user.b -v 2 N/d/f1
            setfattr -x user.a N/d/f2; setfacl -m u:8:r N/d/f6; setfacl -m u:9:rwx N/d/e; chmod 2750 N/d/e
            ln -sf other N/d/s2; rm N/d/s; ln -s replaced N/d/s; printf z | dd of=N/d/sparse bs=1 seek=600000 conv=notrunc \
            status=none; truncate -s 5000000 N/n/hole; printf q | dd of=N/n/hole bs=1 seek=2000000 conv=notrunc status=none
            rm N/full/1; echo again >N/full/1; rm N/full/2; mkdir N/full/2; echo in >N/full/2/f; touch -d 2001-02-03 N/d/empty
            ln N/n/m/o/f N/n/second; mkdir N/n/sticky; chmod 1777 N/n/sticky; setfattr -n user.c -v 3 N/n/sticky
            chown -h 3:4 N/n/s; rm N/full/3; mv N/full/4 N/full/3; mv N/g2/sub N/n/sub; mv N/g2/r N/n/r; rmdir N/g2
            """;

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();
    private ReplicaGraph graph;
    private Path volfile;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.SETFATTR,
                Peer.SETFACL, Peer.PYTHON3);
        work = WorkDirectory.create("heal-matrix");
        for (int i = 0; i < 3; i++) {
            bricks.add(
                    StockBrickServer.ofReplica("b" + i, Files.createDirectory(work.path().resolve("brick" + i)), VOLUME,
                            work.path()));
        }
        graph = new ReplicaGraph(VOLUME, UUID.randomUUID().toString(),
                bricks.stream().map(BrickServer::remote).toList(),
                0);
        volfile = graph.client().writeTo(work.path().resolve("heal.vol"));
    }

    @AfterEach
    void tidy() {
        bricks.forEach(BrickServer::close);
        work.close();
    }

    @Test
    void shouldMakeAllBricksEqualWhenEachWasAwayDuringChanges() {
        try (OwnHealer healer = new OwnHealer(volfile);
                StockMount mount = StockMount.start("mount", graph.client(), work.path(), List.of("--acl"))) {
            for (int away = 0; away < bricks.size(); away++) {
                shell(mount, BEFORE.replace("N", "n" + away));
                bricks.get(away).kill();
                shell(mount, WHILE.replace("N", "n" + away));
                bricks.get(away).restart();
                int attached = bricks.size() + away + 1;
                Await.until("mount attached again", LIMIT, () -> mount.timesAttached() >= attached, mount::log);
                List<String> foretold = healer.run(true).lines().stream().sorted().toList();
                OwnHealer.Told told = healer.run(false);
                assertEquals(List.of(), told.left());
                assertEquals(String.join("\n", foretold), String.join("\n", told.lines().stream().sorted().toList()));
                assertTrue(told.lines().size() > 30, () -> told.lines().toString());
                HealInfo info = HealInfo.of(VOLUME, volfile);
                assertTrue(info.isClean(bricks.size()), info::text);
                // Bricks delete what was in directories that went some seconds later.
                Await.until("bricks are equal", LIMIT, () -> differences().isEmpty(), this::differences);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldHealAllWhenBricksAreKilledDuringRandomChanges(long seed) {
        try (OwnHealer healer = new OwnHealer(volfile)) {
            new ReplicaCycle(graph, bricks, work.path(), Long.getLong("brickyard.replica.seed", 0) + seed).run(false,
                    healer);
        }
    }

    private String differences() {
        List<String> arguments = Stream.concat(Stream.of("-", "0"),
                bricks.stream().map(brick -> brick.directory().toString())).toList();
        return Command.check(LIMIT, new Scripts(work.path()).command("replicacheck.py", arguments));
    }

    private static void shell(StockMount mount, String script) {
        Command.check(LIMIT, List.of("sh", "-ec", "cd " + mount.path() + "; " + script));
    }

}
