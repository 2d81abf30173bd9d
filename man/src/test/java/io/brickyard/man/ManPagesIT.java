package io.brickyard.man;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.brickyard.brickd.metrics.Metric;
import io.brickyard.cli.BrickyardCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The pages and the commands say the same, both ways. */
class ManPagesIT {
    private static final Path PAGES = Path.of("target/man/man1");

    /** Needs no page: it only shows the others' help. */
    private static final String HELP = "help";

    static Stream<CommandLine> commands() {
        return withSubcommands(BrickyardCommand.commandLine()).filter(it -> !it.getCommandName().equals(HELP));
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(Stream.of(command),
                command.getSubcommands().values().stream().flatMap(ManPagesIT::withSubcommands));
    }

    static Stream<Path> documents() throws IOException {
        Path readme = Path.of("../README.md");
        return Stream.concat(
                filesIn(Path.of("src/main/asciidoc")).stream(), Files.exists(readme) ? Stream.of(readme) : Stream.of());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldListExactlyTheOptionsThatTheCommandHas(CommandLine command) throws IOException {
        Set<String> known = new TreeSet<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            known.addAll(Arrays.asList(option.names()));
        }
        Set<String> listed = new TreeSet<>();
        for (String line : section(command, "OPTIONS").lines().toList()) {
            if (line.startsWith("\\fB\\-")) {
                Matcher names = Pattern.compile("\\\\fB(\\\\-[^\\\\]*(?:\\\\-[^\\\\]*)*)\\\\fP").matcher(line);
                while (names.find()) {
                    // Several long names of one option are set in bold together.
                    listed.addAll(Arrays.asList(names.group(1).replace("\\-", "-").split(", ", -1)));
                }
            }
        }
        assertEquals(known, listed);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldDescribeEveryOptionAndArgument(CommandLine command) {
        for (ArgSpec arg : command.getCommandSpec().args()) {
            assertTrue(String.join("", arg.description()).endsWith("."), () -> "no description: " + arg);
        }
        assertTrue(command.getCommandSpec().usageMessage().header().length > 0);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldHaveEverySectionOfAPage(CommandLine command) throws IOException {
        for (String name : List.of(
                "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS", "FILES", "NOTES",
                "SEE ALSO")) {
            assertFalse(section(command, name).isBlank(), () -> name + " of " + command.getCommandName());
        }
        for (String code : command.getCommandSpec().usageMessage().exitCodeList().keySet()) {
            assertTrue(section(command, "EXIT STATUS").contains("\\fB" + code + "\\fP"), code);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldHoldNoTerminalEscapes(CommandLine command) throws IOException {
        assertEquals(-1, Files.readString(PAGES.resolve(pageOf(command))).indexOf('\u001b'));
    }

    @Test
    void shouldHoldNoPageWithoutACommand() throws IOException {
        Set<String> wanted = new TreeSet<>(commands().map(ManPagesIT::pageOf).toList());
        Set<String> made = new TreeSet<>(filesIn(PAGES).stream().map(it -> it.getFileName().toString()).toList());
        assertEquals(wanted, made);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shouldOnlyShowCommandLinesThatParse(Path document) throws IOException {
        List<List<String>> examples = ExampleLines.in(Files.readString(document));
        assertFalse(examples.isEmpty(), () -> "no example in " + document);
        for (List<String> example : examples) {
            String[] args = example.toArray(String[]::new);
            assertDoesNotThrow(
                    () -> BrickyardCommand.commandLine().setExpandAtFiles(false).parseArgs(args),
                    () -> document + ": brickyard " + String.join(" ", example));
        }
    }

    @ParameterizedTest
    @CsvSource({"st, stats", "stats --se, --series --section", "stats --format m, markdown",
            "stats --source i, io-stats"})
    void shouldCompleteWhatWasTyped(String typed, String completed) throws IOException, InterruptedException {
        String script = "source target/completion/brickyard; compopt() { :; }; COMP_WORDS=(brickyard " + typed
                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_brickyard; echo \"${COMPREPLY[*]}\"";
        Process bash = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), output);
        assertEquals(completed + "\n", output);
    }

    @Test
    void shouldExplainEveryMetricWithTheWordsOfTheEndpoint() throws IOException {
        String page = Files.readString(PAGES.resolve("brickyard-brickd.1")).replace("\\-", "-").replace("\\(cq", "'")
                .replace("\\*(Aq", "'").replace('\n', ' ');
        for (Metric metric : Metric.values()) {
            assertTrue(page.contains("\\fB" + metric.metricName() + "\\fP"), metric::metricName);
            assertTrue(page.contains(metric.help()), metric::help);
        }
    }

    private static String section(CommandLine command, String name) throws IOException {
        String page = Files.readString(PAGES.resolve(pageOf(command)));
        Matcher section = Pattern
                .compile("^\\.SH \"" + name + "\"\n(.*?)(?=^\\.SH |\\z)", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(page);
        assertTrue(section.find(), () -> "no section " + name + " in " + pageOf(command));
        return section.group(1);
    }

    private static String pageOf(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-") + ".1";
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(files::add);
        }
        return files;
    }
}
