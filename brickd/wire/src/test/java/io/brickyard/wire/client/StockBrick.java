package io.brickyard.wire.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.program.ClientIdentity;
import io.brickyard.wire.program.SetVolume;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A stock brick process on the loopback, with storage in a folder of the test. */
final class StockBrick implements AutoCloseable {
    static final String SUBVOLUME = "/brick/wire";

    private static final Path PROGRAM = Path.of("/usr/sbin/glusterfsd");
    private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final ClientIdentity identity = new ClientIdentity("localhost", "wire-client-0");
    private final Process process;
    private final InetSocketAddress address;

    private StockBrick(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /** Starts a brick; without one here the test is skipped, or fails where CI says that there must be one. */
    static StockBrick start(Path folder) throws IOException {
        boolean usable = Files.isExecutable(PROGRAM) && "root".equals(System.getProperty("user.name"));
        if (!usable && "true".equals(System.getenv("CI"))) {
            fail(PROGRAM + " must be installed and the test must run as root");
        }
        assumeTrue(usable, PROGRAM + " is not installed or this is not root");
        Path volfile = folder.resolve("brick.vol");
        int port = freePort();
        Files.createDirectories(folder.resolve("export/.glusterfs/indices"));
        Files.writeString(volfile, volfile(folder.resolve("export"), port));
        Process process = new ProcessBuilder(PROGRAM.toString(), "--no-daemon", "-f", volfile.toString(), "-l",
                folder.resolve("brick.log").toString(), "-p", folder.resolve("brick.pid").toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("brick.out").toFile()).start();
        StockBrick brick = new StockBrick(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        brick.awaitListening(folder);
        return brick;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String volfile(Path export, int port) {
        return """
                volume posix
                  type storage/posix
                  option directory %s
                end-volume
                volume locks
                  type features/locks
                  option notify-contention on
                  subvolumes posix
                end-volume
                volume index
                  type features/index
                  option index-base %s/.glusterfs/indices
                  option xattrop-dirty-watchlist trusted.afr.dirty
                  option xattrop-pending-watchlist trusted.afr.wire-
                  subvolumes locks
                end-volume
                volume %s
                  type debug/io-stats
                  subvolumes index
                end-volume
                volume server
                  type protocol/server
                  option transport-type tcp
                  option transport.address-family inet
                  option transport.socket.bind-address 127.0.0.1
                  option transport.socket.listen-port %d
                  option auth.addr.%s.allow 127.0.0.1
                  subvolumes %s
                end-volume
                """.formatted(export, export, SUBVOLUME, port, SUBVOLUME, SUBVOLUME);
    }

    private void awaitListening(Path folder) throws IOException {
        long startNanos = System.nanoTime();
        while (true) {
            try {
                connect(ClientListener.NONE).close();
                return;
            } catch (IOException notYet) {
                boolean late = System.nanoTime() - startNanos > START_LIMIT_NANOS;
                if (late || exits(Duration.ofMillis(20))) {
                    process.destroyForcibly();
                    fail("the brick did not start:\n" + Files.readString(folder.resolve("brick.log")), notYet);
                }
            }
        }
    }

    private boolean exits(Duration patience) {
        try {
            return process.waitFor(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** A SETVOLUME request with a fresh identity. */
    Dict setVolume() {
        return SetVolume.request(SUBVOLUME, identity.next(), "wire-test").build();
    }

    BrickClient connect(ClientListener listener) throws IOException {
        return BrickClient.connect(address, 1000, setVolume(), RpcClientOptions.DEFAULT, listener);
    }

    @Override
    public void close() {
        kill();
    }

    /** Ends the process at once, as a crash would. */
    void kill() {
        process.destroyForcibly();
        exits(Duration.ofSeconds(10));
    }
}
