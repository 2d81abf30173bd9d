package io.brickyard.peers.workloads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.brickyard.peers.Await;
import io.brickyard.peers.PeerProcess;

/** A running script: its output is its result. Closing ends it and every process it has started and still has. */
public final class ScriptRun implements AutoCloseable {
    private final String name;
    private final Path output;
    private final PeerProcess process;

    /** Starts it; its output goes to a file in the run directory. */
    public ScriptRun(String name, List<String> command, Path runDirectory) {
        this.name = name;
        output = runDirectory.resolve(name + ".transcript");
        process = PeerProcess.start(name, output, output, command);
    }

    /** Runs a script to its end. */
    public static List<String> run(String name, List<String> command, Path runDirectory, Duration limit) {
        try (ScriptRun script = new ScriptRun(name, command, runDirectory)) {
            return script.await(limit);
        }
    }

    /**
     * Waits for its end and gives its lines.
     *
     * @throws AssertionError if it fails or does not end within the limit
     */
    public List<String> await(Duration limit) {
        int exitCode = process.awaitEnd(limit);
        if (exitCode != 0) {
            throw new AssertionError(name + " failed with exit code " + exitCode + "\n" + process.logTail());
        }
        try {
            return Files.readAllLines(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a state that the script brings about; its end before that fails the wait. */
    public void await(String what, Duration limit, Await.Condition condition) {
        process.await(what, limit, condition);
    }

    @Override
    public void close() {
        // Asked for while the script lives: later they belong to no one.
        List<ProcessHandle> below = ProcessHandle.of(process.pid()).map(ProcessHandle::descendants)
                .orElseGet(Stream::empty).toList();
        if (process.isAlive()) {
            process.kill();
        }
        below.forEach(ProcessHandle::destroyForcibly);
        process.close();
    }
}
