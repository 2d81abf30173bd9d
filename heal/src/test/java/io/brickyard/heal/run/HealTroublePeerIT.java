package io.brickyard.heal.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.brickyard.heal.Reason;
import io.brickyard.peers.Await;
import io.brickyard.peers.Command;
import io.brickyard.peers.LoopFileSystem;
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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What keeps a heal from its work is named, and makes nothing worse: once it is gone, the next heal makes all equal. */
class HealTroublePeerIT {
    private static final String VOLUME = "vol";
    private static final int AWAY = 1;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private WorkDirectory work;
    private LoopFileSystem disk;
    private final List<BrickServer> bricks = new ArrayList<>();
    private ReplicaGraph graph;
    private Path volfile;
    private OwnHealer healer;
    private StockMount mount;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.PYTHON3);
        Peers.require(LoopFileSystem.Type.EXT4.needs());
        work = WorkDirectory.create("heal-trouble");
        disk = LoopFileSystem.make(LoopFileSystem.Type.EXT4, work.path());
        for (int i = 0; i < 3; i++) {
            Path parent = i == AWAY ? disk.path() : work.path();
            bricks.add(StockBrickServer.ofReplica("b" + i, Files.createDirectory(parent.resolve("brick" + i)), VOLUME,
                    work.path()));
        }
        graph = new ReplicaGraph(VOLUME, UUID.randomUUID().toString(),
                bricks.stream().map(BrickServer::remote).toList(), 0);
        volfile = graph.client().writeTo(work.path().resolve("heal.vol"));
        healer = new OwnHealer(volfile);
        mount = StockMount.start("mount", graph.client(), work.path());
        shell("echo old >old; mkdir d; echo kept >d/kept; truncate -s 3000 hole");
        bricks.get(AWAY).kill();
        shell("echo newer >old; head -c 3000000 /dev/urandom >d/new; chmod 600 d/kept; rm hole; touch -d 2001-02-03 old");
    }

    @AfterEach
    void tidy() {
        mount.close();
        bricks.forEach(BrickServer::close);
        disk.close();
        work.close();
    }

    @Test
    void shouldNameTheBrickThatIsAwayAndTouchNothing() throws IOException {
        OwnHealer.Told told = healer.run(false);
        assertEquals(List.of(), told.lines());
        assertEquals(1, told.left().size());
        assertTrue(told.left().getFirst().startsWith(Reason.BRICK_DOWN.toString()), told.left()::toString);
        // Without a quorum nothing is decided either.
        bricks.get(2).kill();
        assertTrue(healer.run(false).left().getFirst().startsWith(Reason.BRICK_DOWN.toString()));
        bricks.get(2).restart();
        bricks.get(AWAY).restart();
        expectHeal();
    }

    @Test
    void shouldSayThatTheSinkIsFullAndGoOnOnceItIsNot() throws IOException {
        bricks.get(AWAY).restart();
        Path filler = disk.path().resolve("filler");
        Command.run(LIMIT, List.of("dd", "if=/dev/zero", "of=" + filler, "bs=64K", "status=none"));
        OwnHealer.Told told = healer.run(false);
        assertTrue(told.left().stream().anyMatch(it -> it.contains(Reason.NO_SPACE.toString())), told.left()::toString);
        assertFalse(HealInfo.of(VOLUME, volfile).isClean(bricks.size()));
        Files.delete(filler);
        expectHeal();
    }

    @Test
    void shouldSayThatTheSinkIsReadOnlyAndGoOnOnceItIsNot() throws IOException {
        bricks.get(AWAY).restart();
        Command.check(LIMIT, List.of("mount", "-o", "remount,ro", disk.path().toString()));
        OwnHealer.Told told = healer.run(false);
        assertEquals(List.of(), told.lines());
        assertTrue(told.left().stream().anyMatch(it -> it.contains(Reason.READ_ONLY.toString())),
                told.left()::toString);
        Command.check(LIMIT, List.of("mount", "-o", "remount,rw", disk.path().toString()));
        expectHeal();
    }

    @Test
    void shouldNotGoByClocksWhenThoseOfBricksDiffer() throws IOException {
        // The brick that lacks the changes says that its copies are the newest.
        Command.check(LIMIT, List.of("sh", "-ec", "touch -d 2040-01-01 " + bricks.get(AWAY).directory() + "/old "
                + bricks.get(AWAY).directory() + "/d/kept"));
        bricks.get(AWAY).restart();
        expectHeal();
        assertEquals("newer\n", Files.readString(bricks.get(AWAY).directory().resolve("old")));
    }

    @Test
    void shouldLeaveABrickAloneThatIsNotTheVolumes() throws IOException {
        bricks.get(AWAY).restart();
        String wrong = Files.readString(volfile).replace("remote-subvolume " + bricks.get(AWAY).remote().subvolume(),
                "remote-subvolume /of/another/volume");
        Path other = Files.writeString(work.path().resolve("other.vol"), wrong);
        OwnHealer.Told told = new OwnHealer(other).run(false);
        assertEquals(List.of(), told.lines());
        assertTrue(told.left().getFirst().contains("/of/another/volume"), told.left()::toString);
        expectHeal();
    }

    private void expectHeal() {
        assertEquals(List.of(), healer.run(false).left());
        HealInfo info = HealInfo.of(VOLUME, volfile);
        assertTrue(info.isClean(bricks.size()), info::text);
        Await.until("bricks are equal", LIMIT, () -> differences().isEmpty(), this::differences);
    }

    private String differences() {
        List<String> arguments = Stream.concat(Stream.of("-", "0"),
                bricks.stream().map(brick -> brick.directory().toString())).toList();
        return Command.check(LIMIT, new Scripts(work.path()).command("replicacheck.py", arguments));
    }

    private void shell(String script) {
        Command.check(LIMIT, List.of("sh", "-ec", "cd " + mount.path() + "; " + script));
    }
}
