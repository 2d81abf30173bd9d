package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StockPeersPeerIT {
    @BeforeEach
    void needPeers() {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.SETFATTR);
    }

    @Test
    void shouldServeFilesAgainWhenKilledAndStartedAnew() throws IOException {
        try (WorkDirectory work = WorkDirectory.create("restart")) {
            BrickGraph graph = brickIn(work);
            Volfile client = ClientGraph.distribute("lone", List.of(ClientGraph.Remote.of(graph))).volfile();
            StockBrick killed = StockBrick.start(graph, work.path());
            try (StockMount mount = StockMount.start("first", client, work.path())) {
                Files.writeString(mount.path().resolve("letter"), "kept");
                killed.kill();
            } finally {
                killed.close();
            }
            try (StockBrick brick = StockBrick.start(graph, work.path());
                    StockMount mount = StockMount.start("second", client, work.path())) {
                assertTrue(brick.pid() != killed.pid());
                assertEquals("kept", Files.readString(mount.path().resolve("letter")));
            }
        }
    }

    @Test
    void shouldShowLatencyPerTranslatorWhenToggledOn() throws IOException {
        try (WorkDirectory work = WorkDirectory.create("latency");
                StockBrick brick = StockBrick.start(brickIn(work), work.path())) {
            Path off = work.path().resolve("off");
            Path on = work.path().resolve("on");
            ClientGraph client = ClientGraph.distribute("lone", List.of(ClientGraph.Remote.of(brick.graph())));
            brick.statedump(off);
            brick.toggleLatency();
            StockMount.start("client", client.volfile(), work.path()).close();
            brick.statedump(on);
            String line = brick.graph().name() + "-server.latency.LOOKUP=";
            assertFalse(Files.readString(off).contains(line));
            assertTrue(Files.readString(on).contains(line));
        }
    }

    @Test
    void shouldFailWithTheLogAndLeaveNothingWhenABrickRefusesItsGraph() throws IOException {
        try (WorkDirectory work = WorkDirectory.create("refused")) {
            BrickGraph graph = brickIn(work);
            // A file where the index wants a directory.
            Files.createDirectories(graph.directory().resolve(".glusterfs"));
            Files.writeString(graph.directory().resolve(".glusterfs/indices"), "");
            AssertionError error = assertThrows(AssertionError.class, () -> StockBrick.start(graph, work.path()));
            assertTrue(String.valueOf(error.getMessage()).contains("init failed"), error.getMessage());
            assertEquals(0, runningBelow(work.path()));
        }
    }

    @Test
    void shouldFailWithTheLogAndUnmountWhenAClientFindsNoBrick() throws IOException {
        try (WorkDirectory work = WorkDirectory.create("no-brick")) {
            ClientGraph.Remote nobody = new ClientGraph.Remote("nobody", TcpPorts.free(), "nothing");
            Volfile client = ClientGraph.distribute("lone", List.of(nobody)).volfile();
            AssertionError error = assertThrows(AssertionError.class,
                    () -> StockMount.start("client", client, work.path(), List.of(), Duration.ofSeconds(2)));
            assertTrue(String.valueOf(error.getMessage()).contains("Transport endpoint is not connected"),
                    error.getMessage());
            assertEquals(List.of(), Mounts.at(work.path()));
            assertEquals(0, runningBelow(work.path()));
        }
    }

    @Test
    void shouldMountAReplicaAndEndEveryDaemonWhenGlusterdRunsTheVolume() throws IOException {
        Peers.require(Peer.GLUSTERD, Peer.GLUSTER);
        try (WorkDirectory work = WorkDirectory.create("glusterd")) {
            try (StockGlusterd glusterd = StockGlusterd.start(work.path())) {
                String brick = glusterd.address() + ":" + work.path().resolve("brick");
                glusterd.gluster("volume", "create", "pair", "replica", "2", brick + "1", brick + "2", "force");
                glusterd.gluster("volume", "start", "pair");
                try (StockMount mount = glusterd.mount("client", "pair", 2, work.path())) {
                    Files.writeString(mount.path().resolve("letter"), "twice");
                }
            }
            assertEquals("twice", Files.readString(work.path().resolve("brick1/letter")));
            assertEquals("twice", Files.readString(work.path().resolve("brick2/letter")));
            assertEquals(0, runningBelow(work.path()));
        }
    }

    @Test
    void shouldLeaveNothingWhenTheJvmEndsWithPeersOpen() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String directory = Command.check(Duration.ofSeconds(60), List.of(java.toString(), "-cp",
                System.getProperty("java.class.path"), Forgetful.class.getName())).strip();
        assertTrue(Path.of(directory).isAbsolute(), directory);
        assertTrue(Files.notExists(Path.of(directory)), directory);
        assertEquals(List.of(), Mounts.at(Path.of(directory)));
        assertEquals(0, runningBelow(Path.of(directory)));
    }

    /** Starts a brick and a mount, says where, and ends without closing anything. */
    static final class Forgetful {
        private Forgetful() {
        }

        public static void main(String[] args) {
            WorkDirectory work = WorkDirectory.create("forgetful");
            BrickGraph graph = brickIn(work);
            StockBrick brick = StockBrick.start(graph, work.path());
            StockMount mount = StockMount.start("client",
                    ClientGraph.distribute("lone", List.of(ClientGraph.Remote.of(brick.graph()))).volfile(),
                    work.path());
            System.out.println(mount.path().resolve("..").normalize());
            System.exit(0);
        }
    }

    private static BrickGraph brickIn(WorkDirectory work) {
        try {
            Path directory = Files.createDirectories(work.path().resolve("brick"));
            return BrickGraph.plain("lone", directory, TcpPorts.free());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many processes of this machine have the directory in their command line. */
    private static long runningBelow(Path directory) {
        return ProcessHandle.allProcesses().map(p -> p.info().commandLine()).flatMap(Optional::stream)
                .filter(line -> line.contains(directory.toString())).count();
    }
}
