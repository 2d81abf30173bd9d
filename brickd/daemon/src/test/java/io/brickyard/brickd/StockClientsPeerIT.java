package io.brickyard.brickd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.brickyard.peers.BrickGraph;
import io.brickyard.peers.ClientGraph;
import io.brickyard.peers.Fio;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockBrick;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.TcpPorts;
import io.brickyard.peers.Volfile;
import io.brickyard.peers.WorkDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Unchanged clients of GlusterFS see no difference between this server and glusterfsd. */
class StockClientsPeerIT {
    private static final Duration SESSION_LIMIT = Duration.ofSeconds(90);
    private static final Duration FIO_LIMIT = Duration.ofSeconds(90);

    private WorkDirectory work;
    private Path brick;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.SETFATTR, Peer.FIO);
        work = WorkDirectory.create("stock-clients");
        brick = Files.createDirectory(work.path().resolve("brick"));
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    @Test
    void shouldLookAsFromGlusterfsdWhenAFuseMountWorksOnFiles() throws Exception {
        String fromStock = sessionOnStockBrick();
        String fromBrickd;
        try (TestServer server = TestServer.start(brick)) {
            var remote = new ClientGraph.Remote("brickd", server.brickd().port(), server.subvolume());
            fromBrickd = session(ClientGraph.distribute("d", List.of(remote)).volfile());
        }
        assertEquals(fromStock, fromBrickd);
    }

    private String sessionOnStockBrick() throws Exception {
        Path directory = Files.createDirectory(work.path().resolve("stock-brick"));
        BrickGraph graph = BrickGraph.plain("stock", directory, TcpPorts.free());
        try (StockBrick stock = StockBrick.start(graph, work.path())) {
            return session(ClientGraph.distribute("s", List.of(ClientGraph.Remote.of(stock.graph()))).volfile());
        }
    }

    private String session(Volfile client) throws Exception {
        try (StockMount first = StockMount.start("first", client, work.path());
                StockMount second = StockMount.start("second", client, work.path());
                InputStream script = StockClientsPeerIT.class.getResourceAsStream("session.sh")) {
            Path file = work.path().resolve("session.sh");
            Files.write(file, Objects.requireNonNull(script).readAllBytes());
            return run(SESSION_LIMIT, "sh", file.toString(), first.path().toString(), second.path().toString());
        }
    }

    @Test
    void shouldKeepEveryByteWhenFioVerifiesThroughAMountFromTheManagementPort() throws Exception {
        try (TestServer server = TestServer.start(brick);
                StockMount mount = mount(server, "verify", TestServer.VOLUME);
                Fio fio = Fio.start("verify", List.of("directory=" + mount.path(), "rw=randrw", "bs=1k-256k",
                        "size=48m", "verify=crc32c", "verify_fatal=1", "nrfiles=3"),
                        work.path().resolve("fuse.json"), work.path())) {
            assertTrue(fio.await(FIO_LIMIT).write().totalIos() > 0);
        }
    }

    @Test
    void shouldKeepEveryByteWhenFioVerifiesThroughGfapi() throws Exception {
        TestServer.Setup setup = TestServer.Setup.of(brick).onGlusterdPort();
        try (TestServer server = TestServer.start(setup);
                Fio fio = Fio.start("verify", List.of("ioengine=gfapi", "volume=" + TestServer.VOLUME,
                        "brick=" + setup.management().getAddress().getHostAddress(), "filename=verified", "rw=randrw",
                        "bs=1k-256k", "size=16m", "verify=crc32c", "verify_fatal=1"),
                        work.path().resolve("gfapi.json"), work.path())) {
            assertTrue(fio.await(FIO_LIMIT).write().totalIos() > 0, server::log);
            assertEquals(16 << 20, Files.size(brick.resolve("verified")));
        }
    }

    private StockMount mount(TestServer server, String name, String volfileId) {
        return StockMount.start(name, "127.0.0.1", server.brickd().managementPort(), volfileId, 1, work.path());
    }

    @Test
    void shouldServeWhatTheOtherWroteWhenABrickMovesToGlusterfsdAndBack() throws Exception {
        String made;
        try (TestServer server = TestServer.start(brick); StockMount mount = mount(server, "made", TestServer.VOLUME)) {
            run(SESSION_LIMIT, "sh", "-c", "cd " + mount.path() + " && mkdir -p d/e && echo one >d/e/f && ln d/e/f d/g"
                    + " && ln -s e/f d/s && setfattr -n user.k -v v d/e/f && mv d/e d/moved && chown 7:8 d/g");
            made = tree(mount.path());
        }
        BrickGraph graph = BrickGraph.plain("taken", brick, TcpPorts.free());
        String changed;
        try (StockBrick stock = StockBrick.start(graph, work.path());
                StockMount mount = StockMount.start("taken",
                        ClientGraph.distribute("t", List.of(ClientGraph.Remote.of(stock.graph()))).volfile(),
                        work.path())) {
            assertEquals(made, tree(mount.path()));
            run(SESSION_LIMIT, "sh", "-c", "cd " + mount.path() + " && echo two >>d/g && mv d/moved/f d/h && mkdir n"
                    + " && rm d/s && echo three >n/new");
            changed = tree(mount.path());
        }
        try (TestServer server = TestServer.start(brick); StockMount mount = mount(server, "back", TestServer.VOLUME)) {
            assertEquals(changed, tree(mount.path()));
        }
    }

    /** Names, kinds, rights, owners, sizes, links, inode numbers, contents and user attributes. */
    private static String tree(Path mount) throws Exception {
        return run(SESSION_LIMIT, "sh", "-c", "cd " + mount + " && find . -mindepth 1 | sort | xargs stat -c"
                + " '%n %F %a %u %g %h %i' && find . -type f | sort | xargs md5sum"
                + " && find . -type f | sort | xargs getfattr -d -h");
    }

    @Test
    void shouldSeeOnlyADirectoryWhenThatIsMounted() throws Exception {
        try (TestServer server = TestServer.start(brick)) {
            Path sub;
            try (StockMount whole = mount(server, "whole", TestServer.VOLUME)) {
                sub = Files.createDirectories(whole.path().resolve("shared/inner"));
                Files.writeString(sub.resolve("file"), "deep");
            }
            var remote = new ClientGraph.Remote("sub", server.brickd().port(), server.subvolume());
            Volfile client = new ClientGraph("sub", List.of(remote), "cluster/distribute", Map.of(), false)
                    .volfile();
            Path volfile = client.writeTo(work.path().resolve("plain.vol"));
            Files.writeString(volfile, Files.readString(volfile).replace("type protocol/client",
                    "type protocol/client\n    option subdir-mount /shared"));
            Path mountPoint = Files.createDirectory(work.path().resolve("sub.mnt"));
            Process process = new ProcessBuilder("glusterfs", "-f", volfile.toString(), "--subdir-mount=/shared",
                    "-l", work.path().resolve("sub.log").toString(), mountPoint.toString()).start();
            assertTrue(process.waitFor(SESSION_LIMIT.toSeconds(), TimeUnit.SECONDS));
            try {
                assertEquals("inner\ndeep1\n", run(SESSION_LIMIT, "sh", "-c",
                        "cd " + mountPoint + " && ls && cat inner/file && stat -c %i . && : >new && mv new inner/n"));
                assertTrue(Files.exists(brick.resolve("shared/inner/n")));
                assertTrue(server.log().lines().anyMatch(line -> line.endsWith(" below /shared")), server::log);
            } finally {
                run(SESSION_LIMIT, "umount", mountPoint.toString());
            }
        }
    }

    @Test
    void shouldRefuseChangesWhenReadOnly() throws Exception {
        TestServer.start(brick).close();
        try (TestServer server = TestServer.start(TestServer.Setup.of(brick).asReadOnly());
                StockMount mount = mount(server, "readonly", TestServer.VOLUME)) {
            IOException error = assertThrows(IOException.class,
                    () -> Files.createFile(mount.path().resolve("file")));
            assertTrue(String.valueOf(error.getMessage()).contains("Read-only file system"), error.getMessage());
        }
    }

    @Test
    void shouldGiveUpWhenTheAddressIsRejected() throws Exception {
        try (TestServer server = TestServer.start(TestServer.Setup.of(brick).rejecting("127.0.0.0/8"))) {
            AssertionError error = assertThrows(AssertionError.class,
                    () -> mount(server, "rejected", TestServer.VOLUME));
            assertTrue(String.valueOf(error.getMessage()).contains("Authentication failed")
                    || server.log().contains("Authentication failed"), error.getMessage());
        }
    }

    private static String run(Duration limit, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("session", ".out");
        try {
            Process process = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("not ended within " + limit + ": " + String.join(" ", command) + "\n"
                        + Files.readString(output, StandardCharsets.ISO_8859_1));
            }
            String text = Files.readString(output);
            assertEquals(0, process.exitValue(), text);
            return text;
        } finally {
            Files.delete(output);
        }
    }
}
