package io.brickyard.brickd;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.xlator.ServerFiles;
import io.brickyard.xlator.stats.DumpScheduler;
import io.brickyard.xlator.stats.IoStats;
import io.brickyard.xlator.stats.ProcessIdentity;

/** Dumps of the probes, by the clock and on demand, and statedumps in glusterfsd's layout, into one directory. */
final class StatsDumps implements AutoCloseable {
    private static final String CLIENT_PREFIX = "client-";
    private static final int LONGEST_WISH = 40;
    private static final int MAX_CLIENT_FILES = 256;

    private final List<BrickStack> stacks;
    private final Path directory;
    private final Consumer<String> log;
    private final DumpScheduler scheduler;

    /** Of bricks that are served. */
    StatsDumps(List<ServedBrick> bricks, Path directory, Consumer<String> log) {
        this.stacks = bricks.stream().map(ServedBrick::stack).toList();
        this.directory = directory;
        this.log = log;
        this.scheduler = new DumpScheduler(ProcessIdentity.current("brickd", ProcessIdentity.Side.BRICK), probes(),
                directory, log);
        try {
            for (ServedBrick brick : bricks) {
                BrickStack stack = brick.stack();
                String file = "brickd_" + stack.graphName().replaceAll("[^A-Za-z0-9._-]", "_");
                scheduler.add(brick.segments(), file + ".rpc");
                scheduler.accompany(file + ".vol", stack.graphText(brick.volume().subvolume(), brick.port()));
            }
        } catch (IOException e) {
            log.accept("cannot replace the volfile in " + directory + ": " + e.getMessage());
        }
    }

    private List<IoStats> probes() {
        return stacks.stream().flatMap(stack -> stack.probes().stream()).toList();
    }

    void start() {
        scheduler.start();
    }

    /** The probes' intervals may have changed. */
    void keepTimeAnew() {
        scheduler.start();
    }

    /** A statedump, and a dump of each probe. */
    synchronized void dumpNow() {
        try {
            ServerFiles.createDirectories(directory);
            Path file = directory.resolve("glusterdump." + ProcessHandle.current().pid() + ".dump."
                    + Instant.now().getEpochSecond());
            ServerFiles.writePrivate(file, StatedumpText.of(stacks));
            scheduler.dumpNow();
            log.accept("dumped state to " + file + " and probes beside it");
        } catch (IOException e) {
            log.accept("cannot dump to " + directory + ": " + e.getMessage());
        }
    }

    /**
     * A dump of each probe for a client, named after what it asked for but always a plain file of the stats directory.
     * Clients can neither overwrite the server's own dumps nor fill the directory without end.
     */
    synchronized void dumpFor(String wish, String client) {
        try (DirectoryStream<Path> present = Files.newDirectoryStream(ServerFiles.createDirectories(directory),
                CLIENT_PREFIX + "*")) {
            String stem = clientStem(wish);
            long others = StreamSupport.stream(present.spliterator(), false)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith(stem + ".")).count();
            if (others >= MAX_CLIENT_FILES) {
                log.accept("no dump for " + client + ": " + directory + " holds " + others
                        + " dumps of clients; remove some");
                return;
            }
            log.accept("dumped probes to " + scheduler.copyNow(stem) + " for " + client);
        } catch (IOException e) {
            log.accept("cannot dump to " + directory + " for " + client + ": " + e.getMessage());
        }
    }

    /** A file name from what a client sent: no directory, no dot in front, nothing odd, not long. */
    static String clientStem(String wish) {
        String safe = wish.replaceAll("[^A-Za-z0-9_-]", "_");
        return CLIENT_PREFIX + safe.substring(0, Math.min(safe.length(), LONGEST_WISH));
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
