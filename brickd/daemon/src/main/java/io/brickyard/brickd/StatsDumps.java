package io.brickyard.brickd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.xlator.stats.DumpScheduler;
import io.brickyard.xlator.stats.IoStats;
import io.brickyard.xlator.stats.ProcessIdentity;
import io.brickyard.xlator.stats.StatedumpLines;

/** Dumps of the probes, by the clock and on demand, and statedumps in glusterfsd's layout, into one directory. */
final class StatsDumps implements AutoCloseable {
    private final List<BrickStack> stacks;
    private final Path directory;
    private final Consumer<String> log;
    private final DumpScheduler scheduler;

    StatsDumps(List<BrickStack> stacks, Path directory, Consumer<String> log) {
        this.stacks = stacks;
        this.directory = directory;
        this.log = log;
        this.scheduler = new DumpScheduler(ProcessIdentity.current("brickd", ProcessIdentity.Side.BRICK),
                probes(), directory, log);
    }

    private List<IoStats> probes() {
        return stacks.stream().flatMap(stack -> stack.probes().stream()).toList();
    }

    void start() {
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

    private String statedump() {
        StringBuilder out = new StringBuilder("DUMP-START-TIME: " + Instant.now().truncatedTo(ChronoUnit.MICROS)
                + "\n\n");
        for (IoStats probe : probes()) {
            out.append("[debug/io-stats.").append(probe.uniqueId()).append("]\n")
                    .append(StatedumpLines.of(probe.peek())).append('\n');
        }
        return out.append("[features/locks]\nlocked-inodes=")
                .append(stacks.stream().mapToInt(BrickStack::lockedInodes).sum()).append("\n\nDUMP-END-TIME: ")
                .append(Instant.now().truncatedTo(ChronoUnit.MICROS)).append('\n').toString();
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
