package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A stock brick: glusterfsd in the foreground with a volfile of the test's. */
public final class StockBrick implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final BrickGraph graph;
    private final Path statedumps;
    private final Path volfile;
    private final PeerProcess process;

    private StockBrick(BrickGraph graph, Path statedumps, Path volfile, PeerProcess process) {
        this.graph = graph;
        this.statedumps = statedumps;
        this.volfile = volfile;
        this.process = process;
        Leftovers.add(this);
    }

    /**
     * Starts it and waits until its whole graph is up.
     *
     * <p>Listening is not enough: 10.3 listens before it initializes the translators below the server, and hangs rather
     * than ends when one of them refuses.
     *
     * @param runDirectory where its volfile, log and output go
     */
    public static StockBrick start(BrickGraph graph, Path runDirectory) {
        Path volfile = runDirectory.resolve(graph.name() + ".vol");
        Path log = runDirectory.resolve(graph.name() + ".log");
        Path statedumps = runDirectory.resolve(graph.name() + ".statedumps");
        try {
            // glusterd makes this one; without it features/index refuses a new brick.
            Files.createDirectories(graph.directory().resolve(".glusterfs"));
            Files.createDirectories(statedumps);
            // A log of an earlier start would pass for this one's.
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        graph.volfile(Optional.of(statedumps)).writeTo(volfile);
        PeerProcess process = PeerProcess.start("brick " + graph.name(), runDirectory.resolve(graph.name() + ".out"),
                log, List.of(Peer.GLUSTERFSD.path().toString(), "-N", "-f", volfile.toString(), "-l", log.toString()));
        StockBrick brick = new StockBrick(graph, statedumps, volfile, process);
        try {
            process.await("graph initialized", START_LIMIT, () -> brick.isReady());
        } catch (AssertionError e) {
            brick.close();
            throw e;
        }
        return brick;
    }

    /** The graph it was started with. */
    public BrickGraph graph() {
        return graph;
    }

    /** The volfile it was started with. */
    public Path volfile() {
        return volfile;
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Everything logged so far. */
    public String log() {
        return process.log();
    }

    /** Ends it the way a crash does. */
    public void kill() {
        process.kill();
    }

    /** Turns the per-translator latency of statedumps on if it is off, and off if it is on; a brick starts with it off. */
    public void toggleLatency() {
        process.signal("USR2");
        // The metrics file that the same signal asks for tells that the signal was handled.
        Path metrics = Await.found("metrics file of " + process, Duration.ofSeconds(20),
                () -> ownMetrics().stream().findFirst(), process::logTail);
        try {
            Files.delete(metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a statedump into a file of this name. */
    public void statedump(Path target) {
        Statedump.take(process, statedumps, target);
    }

    /**
     * Waits until every probe's interval thread has dumped after an instant, and copies those dumps, with their times.
     *
     * @return the copies, in the order of the probes
     */
    public List<Path> copyIntervalDumps(Instant after, Path targetDirectory) {
        Duration limit = Duration.ofSeconds(3L * graph.probeOptions().dumpIntervalSeconds() + 10);
        return graph.probes().stream().sorted().map(probe -> {
            Path dump = intervalDump(probe);
            process.await("tick of " + dump + " after " + after, limit, () -> isWhole(dump, after));
            return copy(dump, targetDirectory.resolve(dump.getFileName()));
        }).toList();
    }

    /** Ends it and removes what its interval threads wrote. */
    @Override
    public void close() {
        process.close();
        try {
            for (BrickGraph.Probe probe : graph.probes()) {
                Files.deleteIfExists(intervalDump(probe));
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

    private boolean isReady() {
        String log = process.log();
        if (log.contains("0-graph: init failed")) {
            throw new AssertionError(process + " refused its graph\n" + process.logTail());
        }
        return log.contains("\nFinal graph:");
    }

    private List<Path> ownMetrics() throws IOException {
        String commandLine = "-f " + volfile + " ";
        return StockPaths.list(StockPaths.METRICS, name -> name.startsWith("gmetrics.")).stream().filter(f -> {
            try (Stream<String> lines = Files.lines(f, StandardCharsets.ISO_8859_1)) {
                return lines.limit(1).anyMatch(line -> line.contains(commandLine));
            } catch (IOException e) {
                // Someone else's, and removed meanwhile.
                return false;
            }
        }).toList();
    }

    private Path intervalDump(BrickGraph.Probe probe) {
        return StockPaths.INTERVAL_DUMPS.resolve("glusterfsd_" + graph.probeName(probe) + ".dump");
    }

    /** Written after the instant, and closed again by its writer. */
    private boolean isWhole(Path dump, Instant after) throws IOException {
        if (!Files.exists(dump) || Files.getLastModifiedTime(dump).compareTo(FileTime.from(after)) <= 0) {
            return false;
        }
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
            return descriptors.noneMatch(fd -> isLinkTo(fd, dump));
        }
    }

    private static boolean isLinkTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) {
            // Closed meanwhile.
            return false;
        }
    }

    private static Path copy(Path dump, Path target) {
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            return Files.copy(dump, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
