package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running program of a test, with the log that explains it. Ended by its own process id, at the latest with the JVM. */
public final class PeerProcess implements AutoCloseable {
    private static final int LOG_TAIL_LINES = 30;
    private static final Duration POLITE_END = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final List<Path> logs;

    private PeerProcess(String name, Process process, List<Path> logs) {
        this.name = name;
        this.process = process;
        this.logs = logs;
        Leftovers.add(this);
    }

    /**
     * Starts a program.
     *
     * @param name what to call it in messages
     * @param outputFile where its standard output and error go
     * @param logFile the log that the program writes by itself; may be the same as outputFile
     */
    public static PeerProcess start(String name, Path outputFile, Path logFile, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(outputFile.toFile()));
            Process process = builder.start();
            process.getOutputStream().close();
            return new PeerProcess(name, process, List.of(outputFile, logFile).stream().distinct().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for a state of this process; its death or a refused start ends the wait at once, with the log's tail. */
    public void await(String what, Duration limit, Await.Condition condition) {
        Await.until(name + ": " + what, limit, () -> {
            if (condition.holds()) {
                return true;
            }
            if (!process.isAlive()) {
                throw new AssertionError(name + " ended with exit code " + process.exitValue() + " before: " + what
                        + "\n" + logTail());
            }
            return false;
        }, this::logTail);
    }

    /** Waits for its end and gives the exit code. */
    public int awaitEnd(Duration limit) {
        Await.until(name + ": ended", limit, () -> !process.isAlive(), this::logTail);
        return process.exitValue();
    }

    /** Sends a signal by name, such as USR1. */
    void signal(String signal) {
        Command.check(Duration.ofSeconds(10), List.of("sh", "-c", "kill -" + signal + " " + pid()));
    }

    /** Ends it the way a crash does and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(POLITE_END);
    }

    /** Asks it to end and, if it does not, kills it. */
    @Override
    public void close() {
        process.destroy();
        if (!endedWithin(POLITE_END)) {
            kill();
        }
        Leftovers.remove(this);
    }

    /** Everything that the program's own log and output hold so far. */
    public String log() {
        StringBuilder all = new StringBuilder();
        for (Path log : logs) {
            if (Files.exists(log)) {
                all.append(read(log));
            }
        }
        return all.toString();
    }

    /** The last lines of the log, for messages. */
    public String logTail() {
        List<String> lines = log().lines().toList();
        int first = Math.max(0, lines.size() - LOG_TAIL_LINES);
        return "last lines of " + logs + ":\n" + String.join("\n", lines.subList(first, lines.size()));
    }

    @Override
    public String toString() {
        return name + " (process " + pid() + ")";
    }

    private boolean endedWithin(Duration limit) {
        try {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
