package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code brickyard heal resolve} where the third brick is an arbiter, which has a say in all but content. */
class HealResolveArbiterPeerIT {
    private static final String VOLUME = RunningBrickd.VOLUME;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** As if both others had failed in the midst of a change that the arbiter saw the end of. */
    private static final String ONLY_ARBITER = """
            import os, sys, uuid
            brick, volume = sys.argv[1:]
            for client in 0, 1:
                os.setxattr(f'{brick}/d/only', f'trusted.afr.{volume}-client-{client}', b'\\0\\0\\0\\1' + bytes(8))
            gfid = uuid.UUID(bytes=os.getxattr(f'{brick}/d/only', 'trusted.gfid'))
            open(f'{brick}/.glusterfs/indices/xattrop/{gfid}', 'x').close()
            """;

    private WorkDirectory work;
    private final List<BrickServer> bricks = new ArrayList<>();
    private Path volfile;

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.GLFSHEAL, Peer.PYTHON3);
        work = WorkDirectory.create("resolve-arbiter");
        volfile = work.path().resolve("resolve.vol");
    }

    @AfterEach
    void tidy() {
        bricks.forEach(BrickServer::close);
        work.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stock", "brickd"})
    void shouldHearTheArbiterOnAllButContent(String kind) throws IOException {
        splitBrains(serve(kind));
        CommandRun heal = CommandRun.of("heal", "run", "--volfile=" + volfile, "--state-dir=" + state());
        assertEquals(4, heal.code(), heal::out);
        for (String left : List.of("/d/data: split-brain-data", "/d/meta: split-brain-metadata",
                "/d/only: arbiter-only")) {
            assertTrue(heal.out().contains("left     " + left), heal::out);
        }

        for (String file : List.of("data", "only")) {
            CommandRun refused = resolve("source-brick=" + label(2), file);
            assertEquals(4, refused.code(), refused::out);
            assertTrue(refused.out().contains("left     /d/" + file + ": undecided (" + label(2)
                    + " has no copy of it or one that is known to be wrong)"), refused::out);
        }
        assertEquals(4, resolve("majority", "data").code(), "one of two is no majority");
        assertEquals(List.of("zero", "one!!"), List.of(content(0, "data"), content(1, "data")));

        assertEquals(0, resolve("bigger-file", "data").code());
        assertEquals(0, resolve("majority", "meta").code());
        assertEquals(0, resolve("source-brick=" + label(0), "only").code());
        for (int brick = 0; brick < 2; brick++) {
            assertEquals(List.of("one!!", "x\n"), List.of(content(brick, "data"), content(brick, "only")));
        }
        for (BrickServer brick : bricks) {
            assertEquals("rw-------", PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(brick.directory().resolve("d/meta"))), "as on two of three");
        }
        assertEquals(0, Files.size(bricks.get(2).directory().resolve("d/data")));
        HealInfo info = HealInfo.of(VOLUME, volfile);
        assertTrue(info.isClean(bricks.size()), info::text);
        assertEquals("", differences());
    }

    private ReplicaGraph serve(String kind) throws IOException {
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            Path directory = Files.createDirectory(work.path().resolve("brick" + i));
            boolean arbiter = i == 2;
            if (kind.equals("brickd")) {
                bricks.add(arbiter ? new BrickdReplicaBrick(directory, id, "--replica", "3", "--arbiter", "1", "--peer",
                        "one:1/b", "--peer", "two:1/b") : new BrickdReplicaBrick(directory, id));
            } else {
                bricks.add(arbiter ? StockBrickServer.arbiterOfReplica("stock" + i, directory, VOLUME, work.path())
                        : StockBrickServer.ofReplica("stock" + i, directory, VOLUME, work.path()));
            }
        }
        ReplicaGraph graph = new ReplicaGraph(VOLUME, id, bricks.stream().map(BrickServer::remote).toList(), 1);
        graph.clientWithoutQuorum().writeTo(volfile);
        return graph;
    }

    /** The arbiter goes with the first brick. */
    private void splitBrains(ReplicaGraph graph) {
        try (StockMount mount = StockMount.start("whole", graph.client(), work.path())) {
            shell(mount, "mkdir d; for f in data meta only; do echo x >d/$f; done");
        }
        try (StockMount mount = StockMount.start("most", graph.reaching(List.of(0, 2)).client(), 2, work.path())) {
            shell(mount, "printf zero >d/data; chmod 600 d/meta");
        }
        try (StockMount mount = StockMount.start("one", graph.reaching(List.of(1)).clientWithoutQuorum(), 1,
                work.path())) {
            shell(mount, "printf 'one!!' >d/data; chmod 611 d/meta");
        }
        Command.check(LIMIT, List.of(Peer.PYTHON3.path().toString(), "-c", ONLY_ARBITER,
                bricks.get(2).directory().toString(), VOLUME));
    }

    private CommandRun resolve(String policy, String file) {
        return CommandRun.of("heal", "resolve", "--volfile=" + volfile, "--state-dir=" + state(), "--policy=" + policy,
                "--path=/d/" + file, "--no-backup");
    }

    private Path state() {
        return work.path().resolve("state");
    }

    private String label(int brick) {
        return "127.0.0.1:" + bricks.get(brick).remote().subvolume();
    }

    private String content(int brick, String file) throws IOException {
        return Files.readString(bricks.get(brick).directory().resolve("d/" + file));
    }

    private String differences() {
        List<String> arguments = Stream.concat(Stream.of("-", "1"),
                bricks.stream().map(brick -> brick.directory().toString())).toList();
        return Command.check(LIMIT, new Scripts(work.path()).command("replicacheck.py", arguments));
    }

    private static void shell(StockMount mount, String script) {
        Command.check(LIMIT, List.of("sh", "-ec", "cd " + mount.path() + "; " + script));
    }
}
