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
import io.brickyard.peers.replica.ReplicaGraph;
import io.brickyard.peers.replica.SelfHealDaemon;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.peers.workloads.ScriptRun;
import io.brickyard.peers.workloads.Scripts;
import io.brickyard.peers.workloads.StockBrickServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two heals and stock's daemon at once on stock bricks, while a user writes to the file that they heal. */
class HealBesideWritersPeerIT {
    private static final String VOLUME = "vol";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int SEED = 11;
    /** Overwrites blocks at random until told to stop, and leaves what the file must hold then. */
    private static final String WRITER = """
            import os, random, sys
            path, told, stop, model = sys.argv[1:5]
            rng = random.Random(int(sys.argv[5]))
            with open(path, 'rb') as file:
                content = bytearray(file.read())
            fd = os.open(path, os.O_RDWR)
            with open(told, 'wb', buffering=0) as count:
                while not os.path.exists(stop):
                    offset, data = rng.randrange(len(content) - 4096), rng.randbytes(4096)
                    os.pwrite(fd, data, offset)
                    content[offset:offset + 4096] = data
                    count.write(b'.')
            os.close(fd)
            with open(model, 'wb') as file:
                file.write(content)
            """;

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();
    private ReplicaGraph graph;
    private Path volfile;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.SETFATTR,
                Peer.PYTHON3);
        work = WorkDirectory.create("heal-beside");
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
    void shouldLoseNoWriteWhenUsersWriteDuringSeveralHeals() throws Exception {
        Path told = work.path().resolve("told");
        Path stop = work.path().resolve("stop");
        Path model = work.path().resolve("model");
        try (StockMount mount = StockMount.start("mount", graph.client(), work.path())) {
            Path file = mount.path().resolve("d/file");
            Command.check(LIMIT, List.of("sh", "-ec", "cd " + mount.path() + "; mkdir d; head -c 12000000 /dev/urandom "
                    + ">d/file; for i in 1 2 3 4 5 6 7 8 9; do cp d/file d/f$i; done"));
            bricks.get(1).kill();
            try (ScriptRun writer = new ScriptRun("writer", List.of(Peer.PYTHON3.path().toString(), "-c", WRITER,
                    file.toString(), told.toString(), stop.toString(), model.toString(), String.valueOf(SEED)),
                    work.path())) {
                writer.await("300 writes", LIMIT, () -> Files.exists(told) && Files.size(told) >= 300);
                Command.check(LIMIT, List.of("sh", "-ec", "cd " + mount.path() + "/d; for i in 1 2 3 4 5 6 7 8 9; do "
                        + "printf z | dd of=f$i bs=1 seek=$i$i$i$i$i$i conv=notrunc status=none; done; echo n >new"));
                bricks.get(1).restart();
                Await.until("mount attached again", LIMIT, () -> mount.timesAttached() > bricks.size(), mount::log);
                long before = Files.size(told);
                healAtOnce();
                long during = Files.size(told) - before;
                assertTrue(during > 20, () -> "only " + during + " writes while three healed");
                Files.createFile(stop);
                writer.await(LIMIT);
            }
        }
        try (OwnHealer last = new OwnHealer(volfile)) {
            Await.until("heal info lists nothing", LIMIT, () -> {
                last.heal();
                return HealInfo.of(VOLUME, volfile).isClean(bricks.size());
            }, last::logTail);
        }
        for (BrickServer brick : bricks) {
            assertArrayEquals(Files.readAllBytes(model), Files.readAllBytes(brick.directory().resolve("d/file")),
                    () -> "the user's writes on " + brick);
        }
        assertEquals("", differences());
    }

    private void healAtOnce() throws InterruptedException {
        try (SelfHealDaemon daemon = SelfHealDaemon.start(graph.selfHeal(), bricks.size(), work.path());
                OwnHealer one = new OwnHealer(volfile);
                OwnHealer other = new OwnHealer(volfile)) {
            List<Thread> heals = List.of(Thread.ofPlatform().start(one::heal), Thread.ofPlatform().start(other::heal));
            for (Thread heal : heals) {
                heal.join(LIMIT.toMillis());
                assertTrue(!heal.isAlive(), () -> one.logTail() + other.logTail() + daemon.logTail());
            }
        }
    }

    private String differences() {
        List<String> arguments = Stream.concat(Stream.of("-", "0"),
                bricks.stream().map(brick -> brick.directory().toString())).toList();
        return Command.check(LIMIT, new Scripts(work.path()).command("replicacheck.py", arguments));
    }
}
