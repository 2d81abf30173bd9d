package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A glusterd of the test's own, beside any that the machine runs: it has an address of its own in 127.0.0.0/8, on
 * glusterd's usual port, and keeps its state, sockets and logs in the test's directory. Closing it also ends the bricks
 * and daemons that it started.
 */
public final class StockGlusterd implements AutoCloseable {
    /** glusterd's port; the bricks it starts ask for their volfile there. */
    public static final int PORT = 24007;

    private static final Duration START_LIMIT = Duration.ofSeconds(40);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);

    private static final Pattern SOCKET_ARGUMENT = Pattern.compile(" -S (\\S+)");

    private final String address;
    private final Path directory;
    private final PeerProcess process;

    private StockGlusterd(String address, Path directory, PeerProcess process) {
        this.address = address;
        this.directory = directory;
        this.process = process;
        Leftovers.add(this);
    }

    /** Starts it and waits until it answers commands. */
    public static StockGlusterd start(Path runDirectory) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String address = "127." + random.nextInt(64, 128) + "." + random.nextInt(1, 255) + "." + random.nextInt(1, 255);
        Path directory = runDirectory.resolve("glusterd");
        Path log = directory.resolve("glusterd.log");
        try {
            for (String part : List.of("state", "run", "logs")) {
                Files.createDirectories(directory.resolve(part));
            }
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of(Peer.GLUSTERD.path().toString(), "-N", "-l", log.toString(),
                "-p", directory.resolve("glusterd.pid").toString()));
        for (String option : List.of("working-directory=" + directory.resolve("state"),
                "run-directory=" + directory.resolve("run"), "transport.socket.bind-address=" + address,
                "glusterd-sockfile=" + socket(directory), "cluster-test-mode=" + directory.resolve("logs"))) {
            command.addAll(List.of("--xlator-option", "management." + option));
        }
        PeerProcess process = PeerProcess.start("glusterd", directory.resolve("glusterd.out"), log, command);
        StockGlusterd glusterd = new StockGlusterd(address, directory, process);
        try {
            process.await("answers", START_LIMIT, () -> glusterd.run("pool", "list").succeeded());
        } catch (AssertionError e) {
            glusterd.close();
            throw e;
        }
        return glusterd;
    }

    /** The address that it and its bricks listen on, and that brick names must start with. */
    public String address() {
        return address;
    }

    /**
     * Runs the gluster command line, such as {@code gluster("volume", "info")}, without questions.
     *
     * @return what it prints
     * @throws AssertionError if it fails
     */
    public String gluster(String... arguments) {
        Command.Outcome outcome = run(arguments);
        if (!outcome.succeeded()) {
            throw new AssertionError("gluster " + String.join(" ", arguments) + " failed with exit code "
                    + outcome.exitCode() + ": " + outcome.output() + "\n" + process.logTail());
        }
        return outcome.output();
    }

    /** Runs the gluster command line, whatever comes of it. */
    public Command.Outcome run(String... arguments) {
        return Command.run(COMMAND_LIMIT, commandLine(arguments));
    }

    /**
     * What {@code gluster volume heal VOLUME info} prints. It asks for the volume at the socket of the machine's own
     * glusterd, whatever socket gluster is told, so it runs where that name leads here.
     */
    public String healInfo(String volume) {
        String inPrivate = "mount -t tmpfs none /run && ln -s " + socket(directory)
                + " /run/glusterd.socket && exec \"$@\"";
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", inPrivate, "sh"));
        command.addAll(commandLine("volume", "heal", volume, "info"));
        return Command.check(COMMAND_LIMIT, command);
    }

    /** Where it keeps volumes. */
    public Path workDirectory() {
        return directory.resolve("state");
    }

    /** Where it keeps pid files. */
    public Path runDirectory() {
        return directory.resolve("run");
    }

    /** Mounts a started volume and waits until the client is attached to that many bricks. */
    public StockMount mount(String clientName, String volume, int bricks, Path runDirectory) {
        return StockMount.start(clientName, address, PORT, volume, bricks, runDirectory);
    }

    /** Ends it first, so that it restarts nothing, then what it started; their sockets lie outside its directories. */
    @Override
    public void close() {
        process.close();
        List<ProcessHandle> started = ownDaemons();
        List<Path> sockets = started.stream().flatMap(StockGlusterd::sockets).toList();
        started.forEach(ProcessHandle::destroyForcibly);
        Await.until("end of " + started, START_LIMIT, () -> started.stream().noneMatch(StockGlusterd::isRunning),
                process::logTail);
        try {
            for (Path socket : sockets) {
                Files.deleteIfExists(socket);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Leftovers.remove(this);
    }

    @Override
    public String toString() {
        return process.toString();
    }

    private List<String> commandLine(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Peer.GLUSTER.path().toString(), "--mode=script",
                "--glusterd-sock=" + socket(directory), "--log-file=" + directory.resolve("gluster.log")));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Each daemon is started with a pid file below this glusterd's run directory, which no other process names. */
    private List<ProcessHandle> ownDaemons() {
        String mark = directory.resolve("run") + "/";
        return ProcessHandle.allProcesses().filter(p -> commandLine(p).contains(mark)).toList();
    }

    private static Stream<Path> sockets(ProcessHandle daemon) {
        return SOCKET_ARGUMENT.matcher(commandLine(daemon)).results().map(m -> Path.of(m.group(1)));
    }

    /** A process that has ended but not been waited for has an empty command line. */
    private static boolean isRunning(ProcessHandle handle) {
        return handle.isAlive() && !commandLine(handle).isEmpty();
    }

    private static String commandLine(ProcessHandle handle) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(handle.pid()), "cmdline"),
                StandardCharsets.ISO_8859_1)) {
            return lines.findFirst().orElse("").replace('\0', ' ');
        } catch (IOException | UncheckedIOException e) {
            // Ended meanwhile.
            return "";
        }
    }

    private static Path socket(Path directory) {
        return directory.resolve("glusterd.sock");
    }
}
