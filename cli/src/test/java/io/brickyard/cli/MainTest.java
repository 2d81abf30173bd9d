package io.brickyard.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MainTest {

    @Test
    void shouldNameVersionBuildAndJavaWhenAskedForTheVersion() {
        CommandRun run = CommandRun.of("--version");
        assertEquals(0, run.code());
        List<String> lines = run.out().lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).matches("brickyard \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"), lines.get(0));
        assertTrue(lines.get(1).startsWith("build "), lines.get(1));
        assertTrue(lines.get(1).contains(", Java 25"), lines.get(1));
    }

    @Test
    void shouldTeachCommandsExamplesAndExitCodesWhenAskedForHelp() {
        CommandRun run = CommandRun.of("--help");
        assertEquals(0, run.code());
        assertTrue(run.out().contains("brickyard stats "), run.out());
        for (ExitCode code : ExitCode.values()) {
            var row = Pattern.compile("^ +" + code.code() + " +" + Pattern.quote(code.meaning()), Pattern.MULTILINE);
            assertTrue(row.matcher(run.out()).find(), () -> code + " is missing in " + run.out());
        }
        assertFalse(run.out().contains("\u001b"));
    }

    @Test
    void shouldKeepHelpWithinEightyColumns() {
        for (String[] args : new String[][]{{"--help"}, {"stats", "--help"}, {"load", "--help"},
                {"load", "curve", "--help"}, {"heal", "--help"}, {"heal", "info", "--help"}, {"heal", "run", "--help"},
                {"help", "--help"}}) {
            CommandRun.of(args).out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
        }
    }

    @Test
    void shouldShowTheSameHelpWhenAskedInEitherWay() {
        assertEquals(CommandRun.of("stats", "--help"), CommandRun.of("help", "stats"));
        assertEquals(CommandRun.of("--help"), CommandRun.of("help"));
    }

    @Test
    void shouldShowHelpAsAnErrorWhenNoCommandIsGiven() {
        CommandRun run = CommandRun.of();
        assertEquals(2, run.code());
        assertEquals("", run.out());
        assertEquals(CommandRun.of("--help").out(), run.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "stast            | brickyard: unknown command 'stast', did you mean 'stats'? Try 'brickyard --help'",
            "xyzzy            | brickyard: unknown command 'xyzzy'; try 'brickyard --help'",
            "help sttas       | brickyard: unknown command 'sttas', did you mean 'stats'? Try 'brickyard --help'",
            "--verson         | brickyard: unknown option '--verson', did you mean '--version'? Try 'brickyard --help'",
            "stats --jsno a   | brickyard: unknown option '--jsno', did you mean '--json'? Try 'brickyard stats --help'",
            "stats --fop      | brickyard: Missing required parameter for option '--fop' (NAME); try 'brickyard stats --help'",
            "stats --unit=h a | brickyard: Invalid value for option '--unit' ([PROBE=]UNIT): 'h' is no unit; use ns, us, ms or s; try 'brickyard stats --help'",
            "stats --probe x  | brickyard: Invalid value for option '--probe' (NAME=FILE): 'x' is not NAME=FILE; try 'brickyard stats --help'",
            "stats            | brickyard: nothing to read: name dumps, a folder, or - for stdin; try 'brickyard stats --help'",
            "stats --format xml a | brickyard: --format: 'xml' is none of text, markdown, csv, json, html; try 'brickyard stats --help'",
    })
    void shouldSayInOneLineWhatIsWrongWhenUsageIsWrong(String args, String message) {
        CommandRun run = CommandRun.of(args.strip().split(" ", -1));
        assertEquals(message + "\n", run.err());
        assertEquals("", run.out());
        assertEquals(2, run.code());
    }

    @Test
    void shouldSayNothingMoreWhenTheReaderOfTheOutputIsGone() {
        assertEquals(new CommandRun(0, "", ""), runInto("Broken pipe"));
    }

    @Test
    void shouldFailWhenTheOutputCannotBeWritten() {
        assertEquals(
                new CommandRun(1, "", "brickyard: cannot write standard output: No space left on device\n"),
                runInto("No space left on device"));
    }

    /** Runs {@code --help} with an output that fails with the given message. */
    private static CommandRun runInto(String failure) {
        var err = new ByteArrayOutputStream();
        var broken = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(failure);
            }
        };
        int code = Main.run(
                new String[]{"--help"},
                new PrintStream(new GuardedOutput(broken), false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8));
        return new CommandRun(code, "", err.toString(StandardCharsets.UTF_8));
    }
}
