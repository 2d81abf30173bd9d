package io.brickyard.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.brickyard.peers.ClientGraph;
import io.brickyard.peers.FreshBrick;
import io.brickyard.peers.PeerProcess;
import io.brickyard.peers.TcpPorts;
import io.brickyard.peers.workloads.BrickServer;
import io.brickyard.posix.BrickCheck;
import io.brickyard.posix.KeySpace;
import io.brickyard.posix.SysException;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * The packaged {@code brickyard brickd} as the server of a workload, without a management listener. Closing demands that
 * the brick directory is sound, by the rules of the format and not by a comparison with another brick.
 */
final class BrickdServer implements BrickServer {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final String name;
    private final Path directory;
    private final Path log;
    private final int port = TcpPorts.free();
    private final boolean alone;
    private PeerProcess process;
    private boolean crashed;

    private BrickdServer(String name, Path directory, Path runDirectory, boolean alone) {
        this.name = name;
        this.directory = directory;
        this.log = runDirectory.resolve(name + ".brickd.log");
        this.alone = alone;
        this.process = start();
    }

    /** Starts one on a new brick directory; fit as a {@link BrickServer.Starter}. */
    static BrickServer start(String name, Path runDirectory) {
        return new BrickdServer(name, FreshBrick.make(runDirectory.resolve(name + ".brick")), runDirectory, true);
    }

    /** Starts one on a brick directory that is there already, and that another server may have written. */
    static BrickServer serving(String name, Path directory, Path runDirectory) {
        return new BrickdServer(name, directory, runDirectory, false);
    }

    private PeerProcess start() {
        try {
            // That an earlier process served would pass for this one's doing so.
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PeerProcess started = PeerProcess.start("brickd " + name, log, log,
                List.of(Installation.PACKAGED.resolve("brickyard").toString(), "brickd", "--brick",
                        directory.toString(), "--volume", name, "--bind", "127.0.0.1", "--port",
                        Integer.toString(port), "--no-mgmt"));
        try {
            started.await("serves", START_LIMIT, () -> log().contains(" serving " + directory + " as volume " + name));
        } catch (AssertionError e) {
            started.close();
            throw e;
        }
        return started;
    }

    @Override
    public ClientGraph.Remote remote() {
        return new ClientGraph.Remote(name, port, directory.toString());
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public void kill() {
        crashed = true;
        process.kill();
        process.close();
    }

    @Override
    public void restart() {
        process = start();
    }

    @Override
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        BrickCheck.Findings findings = check(directory);
        assertEquals(List.of(), findings.problems(), () -> "problems in " + directory);
        if (alone && !crashed) {
            assertEquals(List.of(), findings.leftovers(), () -> "left over in " + directory);
        }
    }

    /** Checks a brick directory that nobody is writing to. */
    static BrickCheck.Findings check(Path directory) {
        try {
            return BrickCheck.run(directory, KeySpace.TRUSTED);
        } catch (SysException e) {
            throw new AssertionError("cannot check " + directory, e);
        }
    }

    @Override
    public String toString() {
        return process.toString();
    }
}
