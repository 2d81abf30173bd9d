package io.brickyard.posix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Assumptions;

/** A stock glusterfsd on a brick directory and a FUSE mount of it, without glusterd, until closed. */
final class StockGluster implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 30;

    private final Path work;
    private final Deque<Process> processes = new ArrayDeque<>();
    final Path mount;
    /** Where glusterfsd listens, on the loopback. */
    final int port;

    /** Serves and mounts; the brick directory must carry the volume-id and a {@code .glusterfs/indices}. */
    StockGluster(Path brick, String volumeId) throws IOException, InterruptedException {
        work = Files.createTempDirectory("stock");
        mount = Files.createDirectory(work.resolve("mnt"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        boolean done = false;
        try {
            Path brickVolfile = Files.writeString(work.resolve("brick.vol"), brickVolfile(brick, volumeId, port));
            start("glusterfsd", "-N", "-f", brickVolfile.toString(), "-l", work.resolve("brick.log").toString());
            await("glusterfsd to listen", () -> listens(port));
            Path clientVolfile = Files.writeString(work.resolve("client.vol"), clientVolfile(brick, port));
            start("glusterfs", "-N", "-f", clientVolfile.toString(), "-l", work.resolve("client.log").toString(),
                    mount.toString());
            await("the mount", this::isMounted);
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /** Skips the test where stock GlusterFS or FUSE is missing; in CI that is a failure. */
    static void require() {
        boolean present = Files.isExecutable(Path.of("/usr/sbin/glusterfsd")) && Files.exists(Path.of("/dev/fuse"));
        if (!present && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("stock glusterfsd and /dev/fuse are needed: install glusterfs-server");
        }
        Assumptions.assumeTrue(present, "stock glusterfsd or /dev/fuse is not here");
    }

    private void start(String... command) throws IOException {
        processes.push(new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(work.resolve(command[0] + ".out").toFile()).start());
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isMounted() {
        try {
            return Files.readString(Path.of("/proc/mounts")).contains(" " + mount + " fuse") && Files.isReadable(mount)
                    && Files.getLastModifiedTime(mount) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private void await(String what, BooleanSupplier condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.getAsBoolean()) {
            Process latest = processes.peek();
            if (System.nanoTime() > deadline || (latest != null && latest.waitFor(20, TimeUnit.MILLISECONDS))) {
                throw new IOException("waited in vain for " + what + ":\n" + logs());
            }
        }
    }

    private String logs() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String log : List.of("brick.log", "client.log")) {
            Path path = work.resolve(log);
            if (Files.exists(path)) {
                Files.readAllLines(path).stream().filter(l -> l.contains(" E "))
                        .forEach(l -> text.append(l).append('\n'));
            }
        }
        return text.toString();
    }

    /** Runs a shell script in the mount; fails with its output. */
    void shell(String script) throws IOException, InterruptedException {
        Path out = work.resolve("shell.out");
        Process shell = new ProcessBuilder("sh", "-ec", script).directory(mount.toFile()).redirectErrorStream(true)
                .redirectOutput(out.toFile()).start();
        if (!shell.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || shell.exitValue() != 0) {
            shell.destroyForcibly();
            throw new IOException("shell: " + Files.readString(out) + logs());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (isMounted()) {
                new ProcessBuilder("umount", mount.toString()).inheritIO().start().waitFor();
            }
            for (Process process : processes) {
                process.destroy();
                if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            TestBrick.delete(work);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String brickVolfile(Path brick, String volumeId, int port) {
        return """
                volume posix
                  type storage/posix
                  option directory %1$s
                  option volume-id %2$s
                  option fips-mode-rchecksum on
                end-volume
                volume access-control
                  type features/access-control
                  subvolumes posix
                end-volume
                volume locks
                  type features/locks
                  subvolumes access-control
                end-volume
                volume index
                  type features/index
                  option index-base %1$s/.glusterfs/indices
                  option xattrop-dirty-watchlist trusted.afr.dirty
                  option xattrop-pending-watchlist trusted.afr.cmp-
                  subvolumes locks
                end-volume
                volume %1$s
                  type debug/io-stats
                  subvolumes index
                end-volume
                volume server
                  type protocol/server
                  option transport-type tcp
                  option transport.address-family inet
                  option transport.socket.bind-address 127.0.0.1
                  option transport.socket.listen-port %3$d
                  option auth.addr.%1$s.allow *
                  subvolumes %1$s
                end-volume
                """.formatted(brick, volumeId, port);
    }

    private static String clientVolfile(Path brick, int port) {
        return """
                volume client
                  type protocol/client
                  option transport-type tcp
                  option transport.address-family inet
                  option remote-host 127.0.0.1
                  option remote-port %2$d
                  option remote-subvolume %1$s
                end-volume
                volume utime
                  type features/utime
                  option noatime on
                  subvolumes client
                end-volume
                """.formatted(brick, port);
    }
}
