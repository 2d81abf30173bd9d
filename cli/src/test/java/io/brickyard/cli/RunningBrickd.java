package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.brickyard.peers.Await;
import io.brickyard.peers.StockGlusterd;
import io.brickyard.peers.TcpPorts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The packaged {@code brickyard brickd} as a process of its own, ended by its process id. */
final class RunningBrickd implements AutoCloseable {
    static final String VOLUME = "demo";
    private static final List<String> PACKAGED = List.of(Installation.PACKAGED.resolve("brickyard").toString());
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final Path brick;
    private final String host;
    private final Path err;
    private final int port;
    private final int managementPort;

    private RunningBrickd(Process process, Path brick, String host, Path err, int port, int managementPort) {
        this.process = process;
        this.brick = brick;
        this.host = host;
        this.err = err;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts it on two free ports and waits until it says that it serves. */
    static RunningBrickd serving(Path brick, String host, Map<String, String> variables, String... more)
            throws IOException {
        return serving(PACKAGED, brick, host, TcpPorts.free(), TcpPorts.free(), variables, List.of(more));
    }

    /** The same on 127.0.0.1, by a command of one's own instead of the packaged launcher. */
    static RunningBrickd servingBy(List<String> command, Path brick, String... more) throws IOException {
        return serving(command, brick, "127.0.0.1", TcpPorts.free(), TcpPorts.free(), Map.of(), List.of(more));
    }

    /** Starts it once more, on the same brick and ports. */
    RunningBrickd again(List<String> more) throws IOException {
        return serving(PACKAGED, brick, host, port, managementPort, Map.of(), more);
    }

    private static RunningBrickd serving(List<String> command, Path brick, String host, int port, int managementPort,
            Map<String, String> variables, List<String> more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--volume", VOLUME, "--bind", host, "--port",
                String.valueOf(port), "--mgmt-port", String.valueOf(managementPort)));
        arguments.addAll(more);
        // Last: other bricks of the volume come before it.
        arguments.addAll(List.of("--brick", brick.toString()));
        return start(command, brick, host, variables, arguments, port, managementPort,
                " serving " + brick + " as volume " + VOLUME);
    }

    /** Starts it in the place of a brick's glusterfsd and waits until glusterd knows it. */
    static RunningBrickd inPlace(Path brick, String volume, StockGlusterd glusterd) throws IOException {
        return start(PACKAGED, brick, glusterd.address(), Map.of(), inPlaceArguments(brick, volume, glusterd), -1, -1,
                " took the place of brick ");
    }

    /** The options for a brick of a glusterd of the test's own. */
    static List<String> inPlaceArguments(Path brick, String volume, StockGlusterd glusterd) {
        return List.of("--glusterd", glusterd.address(), "--brick", brick.toString(), "--volume", volume, "--bind",
                glusterd.address(), "--glusterd-dir", glusterd.workDirectory().toString(), "--glusterd-run-dir",
                glusterd.runDirectory().toString());
    }

    private static RunningBrickd start(List<String> launcher, Path brick, String host, Map<String, String> variables,
            List<String> arguments, int port, int managementPort, String ready) throws IOException {
        Path err = brick.resolveSibling(brick.getFileName() + ".err");
        List<String> command = new ArrayList<>(launcher);
        command.add("brickd");
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(err.toFile());
        builder.environment().putAll(variables);
        var brickd = new RunningBrickd(builder.start(), brick, host, err, port, managementPort);
        try {
            brickd.await("serves", () -> brickd.log().contains(ready));
        } catch (AssertionError e) {
            brickd.process.destroyForcibly();
            throw e;
        }
        return brickd;
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    long pid() {
        return process.pid();
    }

    Path logFile() {
        return err;
    }

    String log() throws IOException {
        return Files.readString(err);
    }

    void await(String what, Await.Condition condition) {
        Await.until(what, LIMIT, () -> {
            assertTrue(process.isAlive(), () -> "it ended: " + logOrWhyNot());
            return condition.holds();
        }, this::logOrWhyNot);
    }

    private String logOrWhyNot() {
        try {
            return log();
        } catch (IOException e) {
            return e.toString();
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor());
    }

    /** Waits for its end and gives the exit code. */
    int awaitEnd() throws InterruptedException {
        assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), this::logOrWhyNot);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
