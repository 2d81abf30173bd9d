package io.brickyard.brickd;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.brickyard.peers.Await;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.program.ChildDown;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A brick whose file system the kernel has made read-only, as it does after disk errors, goes down; one whose file system
 * is full goes on. glusterfsd 10.3 was seen to do the same on a full tmpfs.
 */
@Timeout(60)
class FailingDiskIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Upkeep.Periods QUICK = new Upkeep.Periods(20, 20_000, 20, 20);

    private WorkDirectory work;
    private Path brick;

    @BeforeEach
    void mount() throws Exception {
        Peers.require(Peer.ROOT, Peer.SETFATTR);
        work = WorkDirectory.create("failing-disk");
        brick = Files.createDirectory(work.path().resolve("brick"));
        assertEquals(0, mount("-t", "tmpfs", "-o", "size=8m", "brickyard-test", brick.toString()));
    }

    @AfterEach
    void unmount() {
        work.close();
    }

    private static int mount(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }

    @Test
    void shouldTellClientsAndEndWhenTheDiskFails() throws Exception {
        BlockingQueue<Callback> callbacks = new LinkedBlockingQueue<>();
        ClientListener listener = new ClientListener() {
            @Override
            public void onCallback(Callback callback) {
                callbacks.add(callback);
            }
        };
        List<String> log = new CopyOnWriteArrayList<>();
        BrickdOptions options = TestServer.options(TestServer.Setup.of(brick));
        try (Brickd server = Brickd.start(options, QUICK, log::add);
                BrickClient client = BrickClient.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 5_000,
                        SetVolume.request(server.volume().subvolume(), "identity", "test").build(),
                        RpcClientOptions.DEFAULT, listener)) {
            assertFalse(client.call(new Stat(Gfid.ROOT, Dict.NULL), Credential.root(4711), FopReply.class).failed());
            assertNull(callbacks.poll(200, TimeUnit.MILLISECONDS), "a healthy disk");
            // Busy while the server has a file open for its own check of the disk.
            Await.until("read-only", LIMIT, () -> mount("-o", "remount,ro", brick.toString()) == 0, log::toString);
            assertInstanceOf(ChildDown.class, callbacks.poll(30, TimeUnit.SECONDS));
            server.awaitFailure();
        }
        assertTrue(log.stream().anyMatch(line -> line.startsWith("the brick's disk fails (")), log::toString);
    }

    @Test
    void shouldGoOnServingWhenTheFileSystemIsFull() throws Exception {
        BrickdOptions first = TestServer.options(TestServer.Setup.of(brick));
        Brickd.start(first, line -> {}).close();
        Files.deleteIfExists(brick.resolve(".glusterfs/health_check"));
        Path filler = brick.resolve("filler");
        assertThrows(IOException.class, () -> {
            try (OutputStream out = Files.newOutputStream(filler)) {
                while (true) {
                    out.write(new byte[4096]);
                }
            }
        });
        List<String> log = new CopyOnWriteArrayList<>();
        try (Brickd server = Brickd.start(TestServer.options(TestServer.Setup.of(brick)), QUICK, log::add);
                BrickClient client = BrickClient.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 5_000,
                        SetVolume.request(server.volume().subvolume(), "identity", "test").build(),
                        RpcClientOptions.DEFAULT, ClientListener.NONE)) {
            Await.until("the full disk is noticed", Duration.ofSeconds(30),
                    () -> log.stream().anyMatch(line -> line.contains("file system is full")), log::toString);
            Files.delete(filler);
            Path check = brick.resolve(".glusterfs/health_check");
            Await.until("a trial that succeeds", Duration.ofSeconds(30),
                    () -> Files.exists(check) && Files.size(check) > 0, log::toString);
            assertFalse(client.call(new Stat(Gfid.ROOT, Dict.NULL), Credential.root(4711), FopReply.class).failed());
        }
        assertEquals(1, log.stream().filter(line -> line.contains("file system is full")).count(), log::toString);
        assertTrue(log.stream().noneMatch(line -> line.contains("disk fails")), log::toString);
    }
}
