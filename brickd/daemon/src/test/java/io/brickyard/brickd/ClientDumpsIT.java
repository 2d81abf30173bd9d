package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.xlator.stats.DumpFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Dumps that clients ask for by trusted.io-stats-dump, whatever they call them. */
class ClientDumpsIT {
    private final List<String> log = new CopyOnWriteArrayList<>();
    private WorkDirectory work;
    private Path brick;
    private Path dumps;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        work = WorkDirectory.create("client-dumps");
        brick = Files.createDirectory(work.path().resolve("brick"));
        // A server of an earlier test has turned off this JVM's umask.
        Files.setPosixFilePermissions(brick, PosixFilePermissions.fromString("rwxr-xr-x"));
        dumps = Files.createDirectory(work.path().resolve("dumps"));
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private Brickd start(boolean byClients) throws BrickdException {
        BrickdOptions good = TestServer.options(TestServer.Setup.of(brick));
        return Brickd.start(new BrickdOptions(VolumeLayout.single(brick), good.volume(), good.volumeId(), good.init(),
                false, false,
                good.listen(), good.management(), good.addresses(), good.logins(), good.tls(), good.volfile(), 4,
                new StatsOptions(Optional.of(dumps), Duration.ZERO, DumpFormat.JSON, byClients), Optional.empty()),
                log::add);
    }

    private static BrickClient connect(Brickd server) throws IOException {
        return BrickClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 5_000,
                SetVolume.request(server.volume().subvolume(), "identity", "test").build(), RpcClientOptions.DEFAULT,
                ClientListener.NONE);
    }

    private static FopReply ask(BrickClient client, String name, Credential who) throws IOException {
        return client.call(new Setxattr(Gfid.ROOT, 0, Dict.builder().putText("trusted.io-stats-dump", name).build(),
                Dict.NULL), who, FopReply.class);
    }

    private SortedSet<String> names() throws IOException {
        try (Stream<Path> files = Files.list(dumps)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void shouldDumpNothingAndSucceedAsStockDoesWhenItIsNotPermitted() throws Exception {
        try (Brickd server = start(false); BrickClient client = connect(server)) {
            for (int i = 0; i < 2; i++) {
                assertFalse(ask(client, "mine", Credential.root(4711)).failed());
            }
            assertEquals(1, log.stream().filter(line -> line.contains("--allow-client-dumps")).count(), log::toString);
        }
        assertEquals(List.of(), List.copyOf(names()));
    }

    @Test
    void shouldDumpEachProbeWhenRootAsks() throws Exception {
        try (Brickd server = start(true); BrickClient client = connect(server)) {
            assertFalse(ask(client, "mine", Credential.root(4711)).failed());
            assertEquals(
                    List.of("brickd_demo-server-child.vol", "client-mine.demo-iot-child.dump",
                            "client-mine.demo-iot-parent.dump",
                            "client-mine.demo-posix-parent.dump", "client-mine.demo-server-child.dump"),
                    List.copyOf(names()));
            FopReply refused = ask(client, "yours", Credential.of(4711, 1000, 1000, new int[0], LkOwner.of(1)));
            assertEquals(Errno.EACCES.code(), refused.opErrno());
            assertEquals(5, names().size());
        }
    }

    @Test
    void shouldStayInTheStatsDirectoryWhenTheNameLeadsElsewhere() throws Exception {
        Path victim = Files.writeString(work.path().resolve("victim"), "untouched");
        Files.createSymbolicLink(dumps.resolve("client-link.demo-iot-child.dump"), victim);
        Files.createSymbolicLink(dumps.resolve(".client-link.demo-iot-child.dump.unfinished"), victim);
        List<String> before = everything();
        try (Brickd server = start(true); BrickClient client = connect(server)) {
            for (String hostile : List.of("..", ".", "/", "../../victim", work.path() + "/abs", "a\0b", "a\nb", "link",
                    "brickd_demo-iot-child", "", "\u00e9\u4e2d", "x".repeat(300))) {
                assertFalse(ask(client, hostile, Credential.root(4711)).failed(), hostile);
            }
        }
        assertEquals("untouched", Files.readString(victim));
        assertEquals(before, everything());
        assertTrue(Files.isRegularFile(dumps.resolve("client-link.demo-iot-child.dump"),
                LinkOption.NOFOLLOW_LINKS));
        for (String name : names()) {
            assertTrue(name.equals("brickd_demo-server-child.vol")
                    || name.matches("client-[A-Za-z0-9_-]{0,40}\\.demo-[a-z-]+\\.dump"), name);
        }
        assertTrue(log.stream().allMatch(line -> line.lines().count() == 1), log::toString);
    }

    /** All names beside brick and dumps. */
    private List<String> everything() throws IOException {
        try (Stream<Path> files = Files.list(work.path())) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void shouldRefuseFurtherNamesWhenClientsHaveFilledTheDirectory() throws Exception {
        try (Brickd server = start(true); BrickClient client = connect(server)) {
            for (int i = 0; i < 70; i++) {
                assertFalse(ask(client, "dump" + i, Credential.root(4711)).failed());
            }
            assertEquals(257, names().size());
            assertTrue(log.getLast().contains("holds 256 dumps of clients; remove some"), log.getLast());
        }
    }
}
