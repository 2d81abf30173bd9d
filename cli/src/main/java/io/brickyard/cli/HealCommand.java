package io.brickyard.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command {@code brickyard heal}, which only has commands of its own. */
final class HealCommand implements Callable<Integer> {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("heal");

    /** The command with its help. */
    CommandSpec spec() {
        spec.addSubcommand("info", new HealInfoCommand().spec())
                .addSubcommand("run", new HealRunCommand().spec())
                .addSubcommand("verify", new HealVerifyCommand().spec())
                .addSubcommand("resolve", new HealResolveCommand().spec());
        spec.usageMessage()
                .header("Heal replicated volumes when and as fast as wanted")
                .customSynopsis("brickyard heal COMMAND --volume=HOST:VOLUME [OPTION]...")
                .description(
                        "Shows and heals what bricks of a replica missed while they were away. Works beside GlusterFS's "
                                + "self-heal daemon, mounts and other brickyard heals: all take the same locks.",
                        "",
                        "info only reads. run heals what the bricks list, tells why an entry is left, and can be "
                                + "ended at any moment: what is not healed is still listed. verify finds copies that "
                                + "differ though nobody noted it. resolve ends split-brains by a policy.")
                .optionListHeading("%nOptions%n")
                .commandListHeading("%nCommands%n")
                .footerHeading("%nExamples%n")
                .footer(
                        "  brickyard heal info --volume=server1:data",
                        "  brickyard heal run --volume=server1:data --dry-run",
                        "  brickyard heal run --volume=server1:data --quiet --window=01:00-05:00");
        ExitCodeTable.addTo(spec.usageMessage());
        return spec;
    }

    /** Without a command there is nothing to do: shows the help as an error. */
    @Override
    public Integer call() {
        CommandLine self = spec.commandLine();
        self.usage(self.getErr());
        return ExitCode.USAGE.code();
    }
}
