package io.brickyard.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The command {@code brickyard} itself: it only knows its subcommands and the options that all of them share. */
public final class BrickyardCommand implements Callable<Integer> {

    private final OptionSpec version = Options.flag("-V", "--version")
            .versionHelp(true)
            .description("Print the version, the build and the Java runtime, then exit.")
            .build();

    private final OptionSpec help = Options.flag("-h", "--help")
            .usageHelp(true)
            .scopeType(ScopeType.INHERIT)
            .description("Show what the command does and all its options, then exit.")
            .build();

    private final OptionSpec verbose = Options.flag("--verbose")
            .scopeType(ScopeType.INHERIT)
            .description("On failure show the stack trace below the message.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
            .name("brickyard")
            .versionProvider(new VersionText())
            .addOption(help)
            .addOption(version)
            .addOption(verbose)
            .addSubcommand("brickd", new BrickdCommand().spec())
            .addSubcommand("demo", new DemoCommand().spec())
            .addSubcommand("heal", new HealCommand().spec())
            .addSubcommand("load", new LoadCommand().spec())
            .addSubcommand("stats", new StatsCommand().spec())
            .addSubcommand("help", new HelpCommand().spec());

    private BrickyardCommand() {
        spec.usageMessage()
                .header("Latency, throttling, load and heal tools for GlusterFS")
                .customSynopsis("brickyard [--verbose] COMMAND [ARGUMENT]...")
                .description(
                        "Finds where the latency of a GlusterFS volume comes from, serves bricks to stock clients, heals "
                                + "replicas, and generates load.",
                        "",
                        "stats: put io-stats translators between the layers of a volume, take their dumps, and see how "
                                + "long each layer in between takes. Works on plain files: nothing has to run.",
                        "",
                        "brickd: serves a directory in glusterfsd's format to unchanged GlusterFS clients.",
                        "",
                        "heal: shows and heals what bricks of a replica missed.",
                        "",
                        "load: does the I/O that fio's options and job files describe, and measures it.",
                        "",
                        "demo: shows the three together on this machine, in a few seconds.")
                .optionListHeading("%nOptions%n")
                .commandListHeading("%nCommands%n")
                .footerHeading("%nExamples%n")
                .footer(
                        "  brickyard demo                    where the time of a read goes, on this machine",
                        "  brickyard stats before/ after/    latency added by each layer",
                        "  brickyard stats --json /var/lib/glusterd/stats > layers.json",
                        "  brickyard brickd --init --brick /bricks/b0 --volume demo",
                        "  brickyard heal run --volume=server1:data --dry-run",
                        "  brickyard load --name=r --rw=randread --size=1g --runtime=10",
                        "  brickyard help stats              all options of one command",
                        "",
                        "Manual: man brickyard, man brickyard-brickd, man brickyard-demo, man brickyard-heal, "
                                + "man brickyard-load, man brickyard-stats");
        ExitCodeTable.addTo(spec.usageMessage());
    }

    /** A fresh command line with all subcommands; it remembers what it parsed, so each is for one use. */
    public static CommandLine commandLine() {
        return new CommandLine(new BrickyardCommand().spec);
    }

    /** Without a command there is nothing to do: shows the help as an error. */
    @Override
    public Integer call() {
        CommandLine self = spec.commandLine();
        self.usage(self.getErr());
        return ExitCode.USAGE.code();
    }

    /** Whether failures are to be shown with their stack traces; also given after the subcommand's name. */
    boolean verbose() {
        return verbose.getValue();
    }
}
