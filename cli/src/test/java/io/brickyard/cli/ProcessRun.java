package io.brickyard.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real process that has ended.
 *
 * @param code its exit code
 * @param out its standard output, read as UTF-8
 * @param err its standard error, read as UTF-8
 */
record ProcessRun(int code, String out, String err) {
    private static final long LONGEST_RUN_SECONDS = 60;

    /** Runs a command in a folder, with no variables but the given ones. */
    static ProcessRun of(Path folder, Map<String, String> variables, List<String> command) throws IOException {
        Path out = Files.createTempFile("brickyard", ".out");
        Path err = Files.createTempFile("brickyard", ".err");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(variables);
            Process process = builder.start();
            if (!process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("still running after " + LONGEST_RUN_SECONDS + " s: " + command);
            }
            return new ProcessRun(process.exitValue(), text(out), text(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + command, e);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
