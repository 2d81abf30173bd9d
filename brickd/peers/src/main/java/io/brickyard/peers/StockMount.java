package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import io.brickyard.peers.IoStatsOptions.DumpFormat;

/** A stock FUSE mount: the glusterfs client in the foreground. Closing it unmounts, lazily if need be. */
public final class StockMount implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(40);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(20);
    private static final Pattern ATTACHED = Pattern.compile("attached to remote volume");
    private static final AtomicInteger DUMPS = new AtomicInteger();

    private final Path mountPoint;
    private final PeerProcess process;

    private StockMount(Path mountPoint, PeerProcess process) {
        this.mountPoint = mountPoint;
        this.process = process;
        Leftovers.add(this);
    }

    /**
     * Mounts with a volfile and waits until the client is attached to all its bricks and the root answers.
     *
     * @param name of the client: its mount point and log in the run directory are named so
     */
    public static StockMount start(String name, Volfile volfile, Path runDirectory) {
        return start(name, volfile, runDirectory, List.of());
    }

    /** The same with more of glusterfs' options, such as "--acl". */
    public static StockMount start(String name, Volfile volfile, Path runDirectory, List<String> options) {
        return start(name, volfile, runDirectory, options, START_LIMIT);
    }

    /** The same with a limit for each step of the wait. */
    public static StockMount start(String name, Volfile volfile, Path runDirectory, List<String> options,
            Duration limit) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-f", volfile.writeTo(runDirectory.resolve(name + ".vol")).toString()));
        return start(name, arguments, volfile.count("protocol/client"), runDirectory, limit);
    }

    /** The same where only {@code bricksUp} of the volfile's bricks can be reached. */
    public static StockMount start(String name, Volfile volfile, int bricksUp, Path runDirectory) {
        return start(name, List.of("-f", volfile.writeTo(runDirectory.resolve(name + ".vol")).toString()), bricksUp,
                runDirectory, START_LIMIT);
    }

    /**
     * Mounts with the volfile that a server gives out: glusterd, or whoever speaks its handshake.
     *
     * @param bricks how many bricks the client must be attached to before this returns
     */
    public static StockMount start(String name, String server, int serverPort, String volfileId, int bricks,
            Path runDirectory) {
        return start(name, List.of("--volfile-server=" + server, "--volfile-server-port=" + serverPort,
                "--volfile-id=" + volfileId), bricks, runDirectory, START_LIMIT);
    }

    private static StockMount start(String name, List<String> source, int bricks, Path runDirectory, Duration limit) {
        Path mountPoint = runDirectory.resolve(name + ".mnt");
        Path log = runDirectory.resolve(name + ".log");
        try {
            Files.createDirectories(mountPoint);
            // Packages make it at boot, which a container may never have had.
            Files.createDirectories(StockPaths.RUN);
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of(Peer.GLUSTERFS.path().toString(), "-N"));
        command.addAll(source);
        command.addAll(List.of("-l", log.toString(), mountPoint.toString()));
        PeerProcess process = PeerProcess.start("client " + name, runDirectory.resolve(name + ".out"), log, command);
        StockMount mount = new StockMount(mountPoint, process);
        try {
            process.await("mounted", limit, () -> Mounts.at(mountPoint).contains(mountPoint));
            process.await("attached to " + bricks + " bricks", limit,
                    () -> mount.timesAttached() >= bricks);
            process.await("root answers", limit,
                    () -> Command.run(COMMAND_LIMIT, List.of("stat", mountPoint.toString())).succeeded());
        } catch (AssertionError e) {
            mount.close();
            throw e;
        }
        return mount;
    }

    /** Where it is mounted. */
    public Path path() {
        return mountPoint;
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** How many times it has attached to a brick so far; one that comes back counts again. */
    public int timesAttached() {
        return (int) ATTACHED.matcher(process.log()).results().count();
    }

    /** Everything logged so far. */
    public String log() {
        return process.log();
    }

    /** Takes a statedump into a file of this name. */
    public void statedump(Path target) {
        // A process without protocol/server has no option for the place. An options file would move the dump, but also
        // leave sections out.
        Statedump.take(process, StockPaths.RUN, target);
    }

    /**
     * Makes every io-stats of this client dump, with setfattr on the mount's root.
     *
     * @param label the dumps are named LABEL.UNIQUE-ID, as if it had been given to setfattr
     * @return the dumps, moved to the target directory
     */
    public List<Path> dumpIoStats(String label, DumpFormat format, Path targetDirectory) {
        String unique = "brickyard-" + ProcessHandle.current().pid() + "-" + DUMPS.incrementAndGet();
        String attribute = switch (format) {
            case TEXT -> "trusted.io-stats-dump";
            case JSON -> "trusted.io-stats-" + pid() + "_json_dump";
        };
        Command.check(COMMAND_LIMIT, List.of(Peer.SETFATTR.path().toString(), "-n", attribute, "-v", unique,
                mountPoint.toString()));
        try {
            List<Path> moved = new ArrayList<>();
            for (Path dump : StockPaths.list(StockPaths.RUN, name -> name.startsWith(unique + "."))) {
                String suffix = dump.getFileName().toString().substring(unique.length());
                moved.add(StockPaths.move(dump, targetDirectory.resolve(label + suffix)));
            }
            return moved;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the client, which unmounts; detaches the mount if it is still there. */
    @Override
    public void close() {
        process.close();
        Mounts.detach(mountPoint);
        Leftovers.remove(this);
    }

    @Override
    public String toString() {
        return process.toString();
    }
}
