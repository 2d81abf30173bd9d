package io.brickyard.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The packaged command with the real Java: what a user, a pipe and a cron job see. */
@Timeout(120)
class RealProcessIT {
    private static final String LAUNCHER = Installation.PACKAGED.resolve("brickyard").toString();
    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    Path folder;

    @Test
    void shouldRunWithAnEmptyEnvironment() throws IOException {
        ProcessRun run = ProcessRun.of(folder, Map.of(), List.of(LAUNCHER, "--version"));
        assertEquals(0, run.code(), run::toString);
        assertTrue(run.out().startsWith("brickyard "), run::toString);
        assertEquals("", run.err());
    }

    @Test
    void shouldSpeakUtf8WhenTheLocaleDoesNot() throws IOException {
        ProcessRun run = shell("exec \"$0\" \"--$(printf '\\303\\251')\"");
        assertEquals(
                new ProcessRun(2, "", "brickyard: unknown option '--é'; try 'brickyard --help'\n"), run);
    }

    @Test
    void shouldEndQuietlyWhenTheReaderCloses() throws IOException {
        ProcessRun first = shell("{ \"$0\" --help; echo \"code $?\" >&2; } | head -n 1");
        assertEquals(1, first.out().lines().count());
        assertEquals("code 0\n", first.err());
        ProcessRun nothing = shell("{ \"$0\" --help; echo \"code $?\" >&2; } | true");
        assertEquals("code 0\n", nothing.err());
    }

    @Test
    void shouldFailWithOneLineWhenTheDiskIsFull() throws IOException {
        ProcessRun run = shell("exec \"$0\" --help >/dev/full");
        assertEquals(
                new ProcessRun(1, "", "brickyard: cannot write standard output: No space left on device\n"), run);
    }

    @Test
    void shouldShowNoEscapeSequenceWhenOutputIsNoTerminal() throws IOException {
        ProcessRun run = ProcessRun.of(
                folder, Map.of("TERM", "xterm", "BRICKYARD_JAVA_HOME", JAVA_HOME), List.of(LAUNCHER, "--help"));
        assertTrue(run.out().indexOf('\u001b') < 0, run::toString);
    }

    @Test
    void shouldColorTheHelpOnATerminalThatWantsIt() throws IOException {
        assertTrue(onTerminal("").indexOf('\u001b') >= 0);
        assertTrue(onTerminal("NO_COLOR=1 ").indexOf('\u001b') < 0);
        assertTrue(onTerminal("TERM=dumb ").indexOf('\u001b') < 0);
    }

    private String onTerminal(String variables) throws IOException {
        String command = variables + LAUNCHER + " --help";
        var environment = Map.of("PATH", "/usr/bin:/bin", "TERM", "xterm", "BRICKYARD_JAVA_HOME", JAVA_HOME);
        ProcessRun run = ProcessRun.of(folder, environment, List.of("script", "-qec", command, "/dev/null"));
        assertTrue(run.out().contains("brickyard stats"), run::toString);
        return run.out();
    }

    @Test
    void shouldPrintResultsSoFarAndEndWith130WhenInterrupted() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                "env", "--default-signal=INT", JAVA_HOME + "/bin/java", "-cp", System.getProperty("java.class.path"),
                InterruptedMain.class.getName()).start();
        try (BufferedReader err = process.errorReader(); BufferedReader out = process.inputReader()) {
            assertEquals("waiting", err.readLine());
            assertEquals(0, new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor());
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals("results so far", out.readLine());
        } finally {
            process.destroyForcibly();
        }
        assertEquals(ExitCode.INTERRUPTED.code(), process.exitValue());
    }

    /** A command that never ends, with the streams of brickyard. */
    static final class InterruptedMain {
        private InterruptedMain() {
        }

        public static void main(String[] args) throws InterruptedException {
            StandardStreams.install();
            System.out.println("results so far");
            System.err.println("waiting");
            Thread.currentThread().join();
        }
    }

    /** Runs a shell script in the C locale; the launcher is its $0. */
    private ProcessRun shell(String script) throws IOException {
        return ProcessRun.of(
                folder,
                Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C", "BRICKYARD_JAVA_HOME", JAVA_HOME),
                List.of("sh", "-c", script, LAUNCHER));
    }
}
