package io.brickyard.brickd;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.xlator.stats.DumpScheduler;
import io.brickyard.xlator.stats.IoStats;
import io.brickyard.xlator.stats.ProcessIdentity;
import io.brickyard.xlator.stats.StatedumpLines;

/** Dumps of the probes, by the clock and on demand, and statedumps in glusterfsd's layout, into one directory. */
final class StatsDumps implements AutoCloseable {
    private static final String CLIENT_PREFIX = "client-";
    private static final int LONGEST_WISH = 40;
    private static final int MAX_CLIENT_FILES = 256;

    private final BrickStack stack;
    private final Path directory;
    private final Consumer<String> log;
    private final DumpScheduler scheduler;

    /** Of a stack that clients know by this name and find at this port. */
    StatsDumps(BrickStack stack, String served, int port, Path directory, Consumer<String> log) {
        this.stack = stack;
        this.directory = directory;
        this.log = log;
        this.scheduler = new DumpScheduler(ProcessIdentity.current("brickd", ProcessIdentity.Side.BRICK),
                stack.probes(), directory, log);
        try {
            scheduler.accompany("brickd_" + stack.graphName().replaceAll("[^A-Za-z0-9._-]", "_") + ".vol",
                    stack.graphText(served, port));
        } catch (IOException e) {
            log.accept("cannot replace the volfile in " + directory + ": " + e.getMessage());
        }
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
            Files.createDirectories(directory);
            Path file = directory.resolve("glusterdump." + ProcessHandle.current().pid() + ".dump."
                    + Instant.now().getEpochSecond());
            Files.writeString(file, statedump());
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
        try (DirectoryStream<Path> present = Files.newDirectoryStream(Files.createDirectories(directory),
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

    private String statedump() {
        StringBuilder out = new StringBuilder("DUMP-START-TIME: " + Instant.now().truncatedTo(ChronoUnit.MICROS)
                + "\n\n");
        for (IoStats probe : stack.probes()) {
            out.append("[debug/io-stats.").append(probe.uniqueId()).append("]\n")
                    .append(StatedumpLines.of(probe.peek())).append('\n');
        }
        return out.append("[features/locks]\nlocked-inodes=").append(stack.lockedInodes()).append("\n\nDUMP-END-TIME: ")
                .append(Instant.now().truncatedTo(ChronoUnit.MICROS)).append('\n').toString();
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
