package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A short program run to its end within a limit. Anything that may touch a FUSE mount goes through here rather than
 * through the JVM: a brick that never answers then blocks a process that can be killed, not the test.
 */
public final class Command {
    private Command() {
    }

    /** How a command ended: its exit code, and standard output and error together. */
    public record Outcome(int exitCode, String output) {
        /** Whether with exit code 0. */
        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    /**
     * Runs it and gives whatever came of it.
     *
     * @throws AssertionError if it has not ended within the limit; it is killed then
     */
    public static Outcome run(Duration limit, List<String> command) {
        try {
            // A file rather than a pipe: a pipe that nobody reads yet stops a talkative command.
            Path output = Files.createTempFile("brickyard-command-", ".out");
            try {
                Process process = new ProcessBuilder(command).redirectErrorStream(true)
                        .redirectOutput(output.toFile()).start();
                process.getOutputStream().close();
                if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError(
                            "not ended within " + limit.toMillis() + " ms: " + String.join(" ", command)
                                    + "\n" + Files.readString(output, StandardCharsets.ISO_8859_1));
                }
                return new Outcome(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + String.join(" ", command), e);
        }
    }

    /**
     * Runs it and gives its output.
     *
     * @throws AssertionError if it fails or does not end within the limit
     */
    public static String check(Duration limit, List<String> command) {
        Outcome outcome = run(limit, command);
        if (!outcome.succeeded()) {
            throw new AssertionError(
                    String.join(" ", command) + " failed with exit code " + outcome.exitCode() + ":\n"
                            + outcome.output());
        }
        return outcome.output();
    }
}
