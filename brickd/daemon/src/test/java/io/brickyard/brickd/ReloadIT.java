package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.brickyard.peers.Await;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.HandshakeException;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.stats.DumpFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A volfile that is read anew while clients are served. */
class ReloadIT {
    private final List<String> log = new CopyOnWriteArrayList<>();
    private WorkDirectory work;
    private Path brick;
    private Path volfile;
    private Path dumps;

    @BeforeEach
    void prepare() throws IOException {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        work = WorkDirectory.create("reload");
        brick = Files.createDirectory(work.path().resolve("brick"));
        volfile = work.path().resolve("brick.vol");
        dumps = work.path().resolve("dumps");
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private void write(String allowed, int dumpSeconds, int links) throws IOException {
        Files.writeString(volfile, """
                volume posix
                  type storage/posix
                  option health-check-interval %d
                  option max-hardlinks %d
                end-volume
                volume threads
                  type performance/io-threads
                  subvolumes posix
                end-volume
                volume probe
                  type debug/io-stats
                  option ios-dump-interval %d
                  subvolumes threads
                end-volume
                volume server
                  type protocol/server
                  option auth.addr.probe.allow %s
                  subvolumes probe
                end-volume
                """.formatted(dumpSeconds + 1, links, dumpSeconds, allowed));
    }

    private Brickd start() throws BrickdException {
        BrickdOptions good = TestServer.options(TestServer.Setup.of(brick));
        return Brickd.start(new BrickdOptions(VolumeLayout.single(brick), good.volume(), good.volumeId(), good.init(),
                false, false,
                good.listen(), good.management(), good.addresses(), good.logins(), good.tls(), Optional.of(volfile), 4,
                new StatsOptions(Optional.of(dumps), Duration.ZERO, DumpFormat.JSON, false), Optional.empty()),
                log::add);
    }

    private static BrickClient connect(Brickd server) throws IOException {
        return BrickClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 5_000,
                SetVolume.request(server.volume().subvolume(), "identity", "test").build(), RpcClientOptions.DEFAULT,
                ClientListener.NONE);
    }

    private static boolean isServed(BrickClient client) throws IOException {
        return !client.call(new Stat(Gfid.ROOT, Dict.NULL), Credential.root(4711), FopReply.class).failed();
    }

    @Test
    void shouldTurnAwayNewClientsOnlyWhenTheRulesChange() throws Exception {
        write("127.0.0.1", 0, 4);
        try (Brickd server = start(); BrickClient early = connect(server)) {
            write("10.1.1.1", 0, 4);
            server.reload();
            assertThrows(HandshakeException.class, () -> connect(server).close());
            assertTrue(isServed(early));
            write("127.0.0.1", 0, 4);
            server.reload();
            try (BrickClient late = connect(server)) {
                assertTrue(isServed(late));
            }
        }
    }

    @Test
    void shouldDumpByTheNewIntervalWhenItChanges() throws Exception {
        write("*", 0, 4);
        try (Brickd server = start()) {
            assertFalse(Files.exists(dumps.resolve("brickd_probe.dump")));
            write("*", 1, 4);
            server.reload();
            Await.until("a dump by the new interval", Duration.ofSeconds(20),
                    () -> Files.exists(dumps.resolve("brickd_probe.dump")), log::toString);
        }
    }

    @Test
    void shouldSayWhatWaitsForARestartWhenItCannotChange() throws Exception {
        write("*", 0, 4);
        try (Brickd server = start()) {
            write("*", 7, 5);
            server.reload();
            assertEquals("takes effect at the next start only: option max-hardlinks of volume posix", log.getLast());
            write("*", 7, 4);
            server.reload();
            assertTrue(log.getLast().startsWith("read anew " + volfile + ": "), log.getLast());
        }
    }

    @Test
    void shouldGoOnAsBeforeWhenTheNewFileIsOfNoUse() throws Exception {
        write("127.0.0.1", 0, 4);
        try (Brickd server = start()) {
            write("10.1.1.1", -1, 4);
            server.reload();
            assertTrue(log.getLast().startsWith(volfile + " line 10: volume 'probe': option ios-dump-interval is '-1'"),
                    log.getLast());
            write("10.0.0.0/77", 0, 4);
            server.reload();
            assertTrue(log.getLast().startsWith(volfile + " line 15: volume 'server': "), log.getLast());
            Files.delete(volfile);
            server.reload();
            assertTrue(log.getLast().contains(volfile.toString()), log.getLast());
            assertTrue(log.getLast().endsWith("; going on with what was read before"), log.getLast());
            try (BrickClient client = connect(server)) {
                assertTrue(isServed(client));
            }
        }
    }
}
