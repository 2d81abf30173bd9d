package io.brickyard.peers.workloads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.brickyard.peers.StockMount;

/**
 * Writers on one stock mount that go on, whatever happens to the brick, until they are told to stop, and say of each
 * record when it is safe: one keeps its file open, one opens it for each record, one replaces small files by renames,
 * and where only the server's process is lost, one never syncs. Whatever was said can be looked for at any time.
 */
public final class SyncedWriters implements AutoCloseable {
    /** A client of 10.3 tries again three seconds after it lost its brick. */
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int LINE_BYTES = 16;
    private static final List<String> SYNCING = List.of("kept", "fresh", "replaced");
    private static final List<String> ALL = List.of("kept", "fresh", "replaced", "unsynced");

    /** What the writers are to outlive. */
    public enum Loss {
        /** Of the server's process: what it acknowledged is in the kernel's hands. */
        PROCESS,
        /** Of the machine's power: only what was synced is promised. */
        POWER;

        private List<String> writers() {
            return this == POWER ? SYNCING : ALL;
        }
    }

    private final WorkloadSession session;
    private final BrickServer server;
    private final Path runDirectory;
    private final Loss loss;
    private final StockMount mount;
    private final ScriptRun script;
    private int looks;

    private SyncedWriters(BrickServer server, Path runDirectory, Loss loss) {
        this.session = new WorkloadSession(server, runDirectory);
        this.server = server;
        this.runDirectory = runDirectory;
        this.loss = loss;
        this.mount = session.mount("writing", List.of());
        this.script = new ScriptRun("writers", command("synced.py", mount.path()), runDirectory);
    }

    /** Starts them on a server with an empty brick. */
    public static SyncedWriters start(BrickServer server, Path runDirectory, Loss loss) {
        return new SyncedWriters(server, runDirectory, loss);
    }

    private List<String> command(String name, Path directory) {
        return session.command(name, List.of(directory), loss.writers().size(), Optional.empty());
    }

    /** Waits until every writer has said so many records more safe than it has now. */
    public void awaitProgress(int records) {
        for (String writer : loss.writers()) {
            Path told = session.scratch().resolve("told-" + writer);
            long wanted = size(told) + (long) records * LINE_BYTES;
            script.await(writer + ": " + records + " records more", LIMIT, () -> size(told) >= wanted);
        }
    }

    /**
     * Does what is like a loss of power. What is said to be safe while it happens does not count: unlike a machine without
     * power, the kernel is there to answer, and tells an fsync whose journal was taken away meanwhile that it is done.
     *
     * @param loss cuts the power, ends the server and brings the disk back
     */
    public void lose(Runnable loss) throws IOException {
        Map<String, Long> before = new HashMap<>();
        for (String writer : this.loss.writers()) {
            before.put(writer, size(session.scratch().resolve("told-" + writer)));
        }
        loss.run();
        for (String writer : this.loss.writers()) {
            byte[] told = Files.readAllBytes(session.scratch().resolve("told-" + writer));
            int known = Math.toIntExact(before.getOrDefault(writer, 0L));
            Files.write(session.scratch().resolve("unsure-" + writer), Arrays.copyOfRange(told, known, told.length),
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was said to be safe and is not in the brick directory, one line each. */
    public List<String> lostOnDisk() {
        return lostIn(server.directory());
    }

    private List<String> lostIn(Path directory) {
        return ScriptRun.run("look" + looks++, command("syncedlook.py", directory), runDirectory, LIMIT);
    }

    /** Ends the writers, and gives what a new client does not find although it was said to be safe, one line each. */
    public List<String> finish() {
        try {
            Files.createFile(session.scratch().resolve("stop"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        script.await(LIMIT);
        try (StockMount look = session.mount("look", List.of())) {
            return lostIn(look.path());
        }
    }

    /** The client's log so far, to explain a failure. */
    public String clientLog() {
        return mount.log();
    }

    @Override
    public void close() {
        script.close();
        mount.close();
    }
}
