package io.brickyard.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.brickyard.peers.Await;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The packaged {@code brickyard stats --watch} on a pseudo-terminal and in a pipe. */
@Timeout(300)
class StatsWatchIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Path DUMPS = Path.of("../stats-analyzer/captures/seed-randread-text/dumps").toAbsolutePath();
    private static final List<String> PROBES = List.of("client-iot-parent", "client0-parent");
    private static final String LAUNCHER = Installation.PACKAGED.resolve("brickyard").toString();
    private static final String LEAVE_SCREEN = "\u001b[?1049l";
    private static final Map<String, String> VARIABLES = Map.of("PATH", "/usr/bin:/bin", "TERM", "xterm",
            "BRICKYARD_JAVA_HOME", System.getProperty("java.home"));

    @TempDir
    private Path folder;

    private Path live;

    @BeforeEach
    void dumpBefore() throws IOException {
        live = Files.createDirectory(folder.resolve("live"));
        dump("before");
    }

    /** Writes the dumps of one moment over those of another, as GlusterFS does. */
    private void dump(String moment) throws IOException {
        for (String probe : PROBES) {
            Files.copy(DUMPS.resolve(moment).resolve(moment + "." + probe), live.resolve("run." + probe),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile());
        builder.environment().putAll(VARIABLES);
        return builder.start();
    }

    /** A small terminal, whose settings are printed before and after. */
    private Process onTerminal() throws IOException {
        String line = "trap : INT; stty rows 8 cols 50; stty -g; " + LAUNCHER + " stats --watch " + live
                + "; echo code=$?; stty -g";
        return start(List.of("env", "--default-signal=INT", "script", "-qec", line, "/dev/null"));
    }

    private String out() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    private void await(String what, String text) throws IOException, InterruptedException {
        Await.until(what, LIMIT, () -> out().contains(text), () -> "");
    }

    private static void press(Process terminal, String keys) throws IOException {
        OutputStream keyboard = terminal.getOutputStream();
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private void assertEndsWhole(Process terminal, String code) throws IOException, InterruptedException {
        assertTrue(terminal.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), out());
        String left = out().substring(out().lastIndexOf(LEAVE_SCREEN) + LEAVE_SCREEN.length());
        assertTrue(out().lastIndexOf("25h") > out().lastIndexOf("\u001b[?25l"), "the cursor is back");
        assertTrue(left.contains("200348"), "the last table stays: " + left);
        assertTrue(left.contains("The biggest bottleneck is "), left);
        List<String> lines = left.lines().toList();
        assertEquals("code=" + code, lines.get(lines.size() - 2), left);
        assertEquals(out().lines().findFirst().orElseThrow(), lines.getLast(), "the terminal is as it was");
    }

    @Test
    void shouldRenewTheTableAndObeyKeys() throws IOException, InterruptedException {
        Process terminal = onTerminal();
        try {
            await("the first table", "q quit  f next");
            dump("after");
            await("the new table", "200348");
            press(terminal, "p");
            await("a pause", "PAUSED");
            press(terminal, "f");
            await("another operation", "LOOKUP");
            press(terminal, "F");
            press(terminal, "q");
            assertEndsWhole(terminal, "0");
        } finally {
            terminal.destroyForcibly();
        }
    }

    @Test
    void shouldLeaveTheLastTableOnControlC() throws IOException, InterruptedException {
        dump("after");
        Process terminal = onTerminal();
        try {
            await("the table", "200348");
            press(terminal, "\u0003");
            assertEndsWhole(terminal, "130");
        } finally {
            terminal.destroyForcibly();
        }
    }

    @Test
    void shouldPrintOneTableAfterTheOtherInAPipe() throws IOException, InterruptedException {
        Process watch = start(List.of("env", "--default-signal=INT", LAUNCHER, "stats", "--fop", "lookup", "--watch",
                live.toString()));
        try {
            await("the first table", "LOOKUP: where ");
            dump("after");
            Await.until("the second table", LIMIT, () -> out().split("LOOKUP: where ", -1).length == 3, () -> "");
            assertEquals(0, new ProcessBuilder("kill", "-INT", String.valueOf(watch.pid())).start().waitFor());
            assertTrue(watch.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS));
            assertEquals(ExitCode.INTERRUPTED.code(), watch.exitValue());
        } finally {
            watch.destroyForcibly();
        }
        assertFalse(out().contains("\u001b"), "no escape sequences in a pipe");
        assertEquals("", Files.readString(folder.resolve("err")));
    }

    @Test
    void shouldRefuseWhatIsNotThere() {
        CommandRun missing = CommandRun.of("stats", "--watch", folder.resolve("nope").toString());
        assertEquals(ExitCode.FAILED.code(), missing.code());
        assertTrue(missing.err().endsWith("nope: no such file or directory\n"), missing.err());
    }
}
