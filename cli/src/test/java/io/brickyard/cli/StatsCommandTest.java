package io.brickyard.cli;

import java.nio.file.Path;
import java.util.List;

import io.brickyard.stats.SourceChoice;
import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.render.OutputFormat;
import io.brickyard.stats.stack.SectionChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParseResult;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class StatsCommandTest {

    @Test
    void shouldUnderstandAllOptions() {
        ParseResult stats = parse(
                "--fop", "READ", "--format", "csv", "-o", "out.csv", "--unit", "ns", "--unit=b0=x=us", "--probe",
                "top=a=b.dump", "--probe", "disk=c.dump", "--section", "difference", "--source", "io-stats", "--strict",
                "a.dump", "dir/", "-");
        assertEquals("READ", value(stats, "--fop"));
        assertEquals(OutputFormat.CSV, value(stats, "--format"));
        assertEquals(Path.of("out.csv"), value(stats, "--output"));
        assertEquals(
                List.of(
                        new StatsCommand.ProbeUnit(null, LatencyUnit.NANOSECONDS),
                        new StatsCommand.ProbeUnit("b0=x", LatencyUnit.MICROSECONDS)),
                value(stats, "--unit"));
        assertEquals(
                List.of(
                        new StatsCommand.ProbeFile("top", Path.of("a=b.dump")),
                        new StatsCommand.ProbeFile("disk", Path.of("c.dump"))),
                value(stats, "--probe"));
        assertEquals(SectionChoice.DIFFERENCE, value(stats, "--section"));
        assertEquals(SourceChoice.IO_STATS, value(stats, "--source"));
        assertEquals(true, value(stats, "--strict"));
        assertEquals(List.of("a.dump", "dir/", "-"), stats.matchedPositional(0).getValue());
    }

    @Test
    void shouldHaveTheDocumentedDefaults() {
        ParseResult stats = parse("a.dump");
        assertNull(value(stats, "--fop"));
        assertNull(value(stats, "--format"));
        assertEquals(List.of(), value(stats, "--unit"));
        assertEquals(List.of(), value(stats, "--probe"));
        assertEquals(SectionChoice.AUTO, value(stats, "--section"));
        assertEquals(SourceChoice.AUTO, value(stats, "--source"));
        assertEquals(false, value(stats, "--strict"));
        assertEquals(false, value(stats, "--json"));
        assertEquals(false, value(stats, "--watch"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--json --format csv a      | brickyard: --json contradicts --format csv; try 'brickyard stats --help'",
            "--fop READ --all-fops a    | brickyard: --fop contradicts --all-fops; try 'brickyard stats --help'",
            "--watch --strict a         | brickyard: --watch contradicts --strict; try 'brickyard stats --help'",
            "--watch --baseline b a     | brickyard: --watch contradicts --baseline; try 'brickyard stats --help'",
            "--watch -                  | brickyard: --watch looks at files again and again: it cannot read stdin; try 'brickyard stats --help'",
            "--strict                   | brickyard: nothing to read: name dumps, a folder, or - for stdin; try 'brickyard stats --help'",
    })
    void shouldRefuseWhatContradictsItself(String args, String message) {
        CommandRun run = CommandRun.of(("stats " + args.strip()).split(" ", -1));
        assertEquals(new CommandRun(2, "", message + "\n"), run);
    }

    private static ParseResult parse(String... args) {
        var brickyard = BrickyardCommand.commandLine();
        String[] line = new String[args.length + 1];
        line[0] = "stats";
        System.arraycopy(args, 0, line, 1, args.length);
        return brickyard.parseArgs(line).subcommand();
    }

    private static Object value(ParseResult stats, String option) {
        return stats.commandSpec().findOption(option).getValue();
    }
}
