package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.brickyard.peers.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The packaged {@code brickyard load} under signals and on a terminal. */
@Timeout(300)
class LoadSignalsIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int POINTS = 1000;
    private static final String LAUNCHER = Installation.PACKAGED.resolve("brickyard").toString();
    private static final Map<String, String> VARIABLES = Map.of("PATH", "/usr/bin:/bin", "TERM", "xterm",
            "BRICKYARD_JAVA_HOME", System.getProperty("java.home"));

    @TempDir
    private Path folder;

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,HUP", LAUNCHER, "load"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile()).redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().putAll(VARIABLES);
        return builder.start();
    }

    private String out() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private static void kill(String signal, Process process) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor());
    }

    private int end(Process process) throws IOException, InterruptedException {
        assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), out() + err());
        return process.exitValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void shouldPrintTheCurveSoFarWhenSignalled(String signal) throws IOException, InterruptedException {
        String percents = "50" + ",50".repeat(POINTS);
        Process curve = start("curve", "--name=r", "--ioengine=null", "--size=1m", "--ramp_time=0", "--runtime=300ms",
                "--percents=" + percents);
        try {
            Await.until("two lines of the curve", LIMIT, () -> out().lines().count() >= 3, () -> "");
            kill(signal, curve);
            assertEquals(ExitCode.INTERRUPTED.code(), end(curve), err());
        } finally {
            curve.destroyForcibly();
        }
        assertTrue(out().contains(" 50% "), out());
        assertTrue(out().lines().count() < POINTS, out());
        assertEquals("", err());
    }

    @Test
    void shouldPrintTheResultsSoFarWhenSignalledAndALineWhenAsked() throws IOException, InterruptedException {
        Process load = start("--name=r", "--ioengine=null", "--size=1m", "--time_based", "--runtime=10m");
        try {
            Await.until("it runs", LIMIT, () -> out().contains("Starting 1 thread"), () -> "");
            kill("USR1", load);
            Await.until("the line", LIMIT, () -> err().contains("Jobs: 1 "), () -> "");
            kill("TERM", load);
            assertEquals(ExitCode.INTERRUPTED.code(), end(load), err());
        } finally {
            load.destroyForcibly();
        }
        assertTrue(out().matches("(?s).*issued rwts: total=[1-9]\\d*,0,.*"), out());
        assertEquals(1, err().lines().count(), "a pipe gets no live line: " + err());
    }

    @Test
    void shouldWriteOneLineAgainAndAgainOnATerminal() throws IOException {
        ProcessRun run = ProcessRun.of(folder, VARIABLES, List.of("script", "-qec",
                "stty cols 70; " + LAUNCHER + " load --name=r --ioengine=null --size=1m --time_based --runtime=2",
                "/dev/null"));
        assertEquals(0, run.code(), run::toString);
        String erased = "\r\u001b[K";
        List<String> shown = List.of(run.out().split(Pattern.quote(erased), -1));
        List<String> live = shown.stream().filter(it -> it.startsWith("Jobs: 1 [")).toList();
        assertTrue(live.size() > 1, run.out());
        live.forEach(line -> assertTrue(line.length() < 70 && line.indexOf('\n') < 0, line));
        assertTrue(live.getLast().matches("Jobs: 1 \\[\\d+\\.\\d%] r=\\S+ IOPS \\S+B/s p50=\\S+ p99=\\S+.*"),
                run.out());
        assertFalse(shown.getLast().contains("Jobs: 1 ["), "it is gone when the results come: " + run.out());
        assertTrue(shown.getLast().contains("issued rwts: total="), run.out());
    }
}
