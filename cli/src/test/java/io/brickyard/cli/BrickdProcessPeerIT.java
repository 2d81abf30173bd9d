package io.brickyard.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.brickyard.peers.Await;
import io.brickyard.peers.Mounts;
import io.brickyard.peers.Peer;
import io.brickyard.peers.PeerProcess;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockMount;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.CallFailedException;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.FopHandler;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Fsync;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The brick server as service managers and administrators run it. */
class BrickdProcessPeerIT {
    private static final String LAUNCHER = Installation.PACKAGED.resolve("brickyard").toString();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MEGABYTE = 1 << 20;

    private WorkDirectory work;
    private Path brick;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.SETFATTR, Peer.PYTHON3, Peer.FUSE, Peer.GLUSTERFS);
        work = WorkDirectory.create("brickd-process");
        brick = Files.createDirectory(work.path().resolve("brick"));
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private RunningBrickd start(String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of("--init"));
        options.addAll(List.of(more));
        return RunningBrickd.serving(brick, "127.0.0.1", Map.of(), options.toArray(String[]::new));
    }

    @Test
    void shouldTellTheServiceManagerAndNameItsProcessWhileItServes() throws Exception {
        Path pidFile = work.path().resolve("brickd.pid");
        try (NotifySocket manager = NotifySocket.in(work.path());
                RunningBrickd brickd = RunningBrickd.serving(brick, "127.0.0.1",
                        Map.of("NOTIFY_SOCKET", manager.path().toString()), "--init", "--pid-file",
                        pidFile.toString())) {
            brickd.await("READY", () -> manager.received().equals(List.of("READY=1")));
            assertEquals(brickd.pid() + "\n", Files.readString(pidFile));
            assertFalse(Files.getPosixFilePermissions(pidFile).contains(PosixFilePermission.OTHERS_WRITE));
            brickd.signal("TERM");
            assertEquals(0, brickd.awaitEnd(), brickd.log());
            Await.until("STOPPING", LIMIT, () -> manager.received().equals(List.of("READY=1", "STOPPING=1")),
                    manager::toString);
            assertFalse(Files.exists(pidFile));
            assertTrue(brickd.log().endsWith(" ended\n"), brickd.log());
        }
    }

    @Test
    void shouldAnswerWhatIsUnderWayWhenTerminated() throws Exception {
        try (RunningBrickd brickd = start(); BrickClient client = connect(brickd)) {
            Gfid gfid = Gfid.random();
            var create = new Create(Gfid.ROOT, 0102, 0100644, 0, "file",
                    Dict.builder().putGfid("gfid-req", gfid).build());
            long fd = ((CreateReply) submit(client, create).get(60, TimeUnit.SECONDS)).fd();
            for (int i = 0; i < 64; i++) {
                assertFalse(submit(client, new Write(gfid, fd, (long) i * MEGABYTE, MEGABYTE, 0, Dict.NULL,
                        ByteBuffer.allocate(MEGABYTE))).get(60, TimeUnit.SECONDS).failed());
            }
            CompletableFuture<FopReply> slow = submit(client, new Fsync(gfid, fd, 0, Dict.NULL));
            // Once the later call is answered, the earlier one is known to have come in.
            assertFalse(submit(client, new Stat(Gfid.ROOT, Dict.NULL)).get(60, TimeUnit.SECONDS).failed());
            brickd.signal("TERM");
            assertFalse(slow.get(60, TimeUnit.SECONDS).failed());
            assertEquals(0, brickd.awaitEnd(), brickd.log());
        }
    }

    private static BrickClient connect(RunningBrickd brickd) throws IOException {
        Path directory = Path.of(brickd.log().replaceAll("(?s).* serving (\\S+) as volume .*", "$1"));
        return BrickClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), brickd.port()), 10_000,
                SetVolume.request(directory.toString(), "identity", "test").build(), RpcClientOptions.DEFAULT,
                ClientListener.NONE);
    }

    private static CompletableFuture<FopReply> submit(BrickClient client, FopRequest request) {
        CompletableFuture<FopReply> future = new CompletableFuture<>();
        client.wind(request, Credential.root(4711), new FopHandler() {
            @Override
            public void onReply(FopReply reply) {
                future.complete(reply);
            }

            @Override
            public void onFailure(CallFailedException why) {
                future.completeExceptionally(why);
            }
        });
        return future;
    }

    @Test
    void shouldEndWithSuccessWhenTerminatedAsSoonAsItSaysThatItServes() throws Exception {
        try (RunningBrickd brickd = start()) {
            brickd.signal("TERM");
            assertEquals(0, brickd.awaitEnd(), brickd.log());
        }
    }

    @Test
    void shouldNeedLessThan150MebibytesWhenIdle() throws Exception {
        try (RunningBrickd brickd = start()) {
            String resident = Files.readAllLines(Path.of("/proc/" + brickd.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:")).findFirst().orElse("");
            int kibibytes = Integer.parseInt(resident.replaceAll("[^0-9]", ""));
            assertTrue(kibibytes < 150 << 10, resident);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "text"})
    void shouldDumpATableOfFourPositionsWhenAsked(String format) throws Exception {
        Path dumps = work.path().resolve("stats");
        try (RunningBrickd brickd = start("--stats-dir", dumps.toString(), "--stats-format", format)) {
            readThroughAMount(brickd);
            brickd.signal("USR1");
            brickd.await("dumped", () -> brickd.log().contains(" dumped state to " + dumps));
            assertTrue(names(dumps).stream().anyMatch(name -> name.startsWith("glusterdump." + brickd.pid())));
            String dump = Files.readString(dumps.resolve("brickd_demo-posix-parent.dump"));
            assertEquals(format.equals("json") ? "{" : "=", dump.strip().substring(0, 1));
            assertFourPositions(dumps);
        }
    }

    @Test
    void shouldDumpATableOfFourPositionsByTheClock() throws Exception {
        Path dumps = work.path().resolve("stats");
        try (RunningBrickd brickd = start("--stats-dir", dumps.toString(), "--stats-interval", "1")) {
            readThroughAMount(brickd);
            // Everything up to here is in the dumps that come next.
            for (String name : names(dumps)) {
                Files.delete(dumps.resolve(name));
            }
            brickd.await("four dumps", () -> names(dumps).stream().filter(name -> name.endsWith(".dump")).count() == 4);
            brickd.signal("TERM");
            assertEquals(0, brickd.awaitEnd(), brickd.log());
            assertFourPositions(dumps);
        }
    }

    private void readThroughAMount(RunningBrickd brickd) throws Exception {
        onAMount(brickd, "dd if=/dev/zero of=file bs=128k count=16");
        onAMount(brickd, "for i in 1 2 3; do dd if=file of=/dev/null bs=128k iflag=direct; done");
    }

    /** A mount of its own for each script, so that no cache of an earlier one answers. */
    private void onAMount(RunningBrickd brickd, String script) throws Exception {
        try (StockMount mount = StockMount.start("reader", "127.0.0.1", brickd.managementPort(), RunningBrickd.VOLUME,
                1,
                work.path())) {
            assertEquals(0, new ProcessBuilder("sh", "-c", "cd \"$0\" && " + script, mount.path().toString())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor());
        }
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    private void assertFourPositions(Path dumps) throws IOException {
        // Reads may fall into several intervals, and on a slow machine another operation may take longer.
        ProcessRun run = ProcessRun.of(work.path(), Map.of(),
                List.of(LAUNCHER, "stats", "--fop", "READ", "--section", "cumulative", dumps.toString()));
        assertEquals(0, run.code(), run::toString);
        assertTrue(run.out().startsWith("READ: "), run.out());
        List<String> rows = run.out().lines().filter(line -> line.matches("[1-9] .*")).map(String::strip).toList();
        assertFalse(run.out().contains("guess"), run.out());
        List<String> labels = List.of("child of protocol/server", "parent of performance/io-threads",
                "child of performance/io-threads", "parent of storage/posix");
        List<String> probes = List.of("server-child", "iot-parent", "iot-child", "posix-parent");
        assertEquals(probes.size(), rows.size(), run.out());
        for (int i = 0; i < probes.size(); i++) {
            String row = i + 1 + "\\s+" + labels.get(i) + "\\s+demo-" + probes.get(i) + "\\s+48\\s.*";
            assertTrue(rows.get(i).matches(row), run.out());
        }
    }

    @Test
    void shouldServeTheGraphOfAVolfile() throws Exception {
        Path volfile = Files.writeString(work.path().resolve("good.vol"), """
                volume only-posix
                  type storage/posix
                end-volume
                volume own-probe
                  type debug/io-stats
                  subvolumes only-posix
                end-volume
                volume own-threads
                  type performance/io-threads
                  option thread-count 3
                  subvolumes own-probe
                end-volume
                """);
        Path dumps = work.path().resolve("stats");
        try (RunningBrickd brickd = start("--volfile", volfile.toString(), "--stats-dir", dumps.toString())) {
            readThroughAMount(brickd);
            brickd.signal("USR1");
            brickd.await("dumped", () -> brickd.log().contains(" dumped state to " + dumps));
            assertEquals(List.of("brickd_own-probe.dump", "brickd_own-threads.vol"),
                    names(dumps).stream().filter(name -> name.startsWith("brickd_")).sorted().toList());
        }
    }

    @Test
    void shouldServeOnIpv6WhenTheClientFetchesItsVolumeFileThere() throws Exception {
        Path mountPoint = Files.createDirectory(work.path().resolve("six.mnt"));
        Path log = work.path().resolve("six.log");
        try (RunningBrickd brickd = RunningBrickd.serving(brick, "::1", Map.of(), "--init");
                PeerProcess client = PeerProcess.start("client six", work.path().resolve("six.out"), log,
                        List.of(Peer.GLUSTERFS.path().toString(), "-N", "--volfile-server=::1",
                                "--volfile-server-port=" + brickd.managementPort(),
                                "--volfile-id=" + RunningBrickd.VOLUME,
                                "--xlator-option=*.transport.address-family=inet6", "-l", log.toString(),
                                mountPoint.toString()))) {
            client.await("mounted", LIMIT, () -> Mounts.at(mountPoint).contains(mountPoint));
            assertEquals(0, new ProcessBuilder("sh", "-c", "echo six >\"$0\"/file", mountPoint.toString()).start()
                    .waitFor());
            assertEquals("six\n", Files.readString(brick.resolve("file")));
        }
    }
}
