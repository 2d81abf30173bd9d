package io.brickyard.cli;

import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code brickyard} itself: it only knows its subcommands and the options that all of them share. */
@Command(name = "brickyard", description = {
        "Finds where the latency of a GlusterFS volume comes from.",
        "",
        "Put io-stats translators between the layers of a volume, take their dumps, and let brickyard stats say "
                + "how long each layer in between takes. Works on plain files: nothing has to run."
}, header = "Latency, throttling, load and heal tools for GlusterFS", customSynopsis = "@|bold brickyard|@ [--verbose] COMMAND [ARGUMENT]...", optionListHeading = "%nOptions%n", commandListHeading = "%nCommands%n", footerHeading = "%nExamples%n", footer = {
        "  brickyard stats before/ after/    latency added by each layer",
        "  brickyard stats --json /var/lib/glusterd/stats > layers.json",
        "  brickyard help stats              all options of one command",
        "",
        "Manual: man brickyard, man brickyard-stats"
}, subcommands = {StatsCommand.class,
        HelpCommand.class}, versionProvider = VersionText.class, modelTransformer = ExitCodeTable.class)
public final class BrickyardCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = {"-V",
            "--version"}, versionHelp = true, description = "Print the version, the build and the Java runtime, then exit.")
    @SuppressWarnings("unused")
    private boolean version;

    @Option(names = {"-h",
            "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show what the command does and all its options, then exit.")
    @SuppressWarnings("unused")
    private boolean help;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "On failure show the stack trace below the message.")
    private boolean verbose;

    /** Without a command there is nothing to do: shows the help as an error. */
    @Override
    public Integer call() {
        CommandLine self = Objects.requireNonNull(spec).commandLine();
        self.usage(self.getErr());
        return ExitCode.USAGE.code();
    }

    /** Whether failures are to be shown with their stack traces; also given after the subcommand's name. */
    boolean verbose() {
        return verbose;
    }
}
