package io.brickyard.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.brickyard.cli.HealCrawlSpecs.Held;
import io.brickyard.heal.VolumeHeal;
import io.brickyard.heal.VolumeSource;
import io.brickyard.heal.cron.Cursor;
import io.brickyard.heal.cron.RunLimits;
import io.brickyard.heal.cron.Tally;
import io.brickyard.heal.run.HealOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code brickyard heal run}. */
final class HealRunCommand implements Callable<Integer> {
    private final HealVolumeSpecs volume = new HealVolumeSpecs();
    private final HealTlsSpecs tls = new HealTlsSpecs();
    private final HealCrawlSpecs crawl = new HealCrawlSpecs();

    private final OptionSpec dryRun = Options.flag("--dry-run")
            .description("Change nothing: print the lines that the run would print.")
            .build();

    private final OptionSpec full = Options.flag("--full")
            .description(
                    "Walk the whole tree instead of what the bricks list. A walk that was ended goes on at the next "
                            + "run, from a note in the state directory.")
            .build();

    private final OptionSpec restart = Options.flag("--restart")
            .description("With --full: begin anew, whatever the note says.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("run");

    /** The command with its help. */
    CommandSpec spec() {
        volume.addTo(spec);
        tls.addTo(spec);
        spec.addOption(dryRun).addOption(full).addOption(restart);
        crawl.addTo(spec);
        spec.usageMessage()
                .header("Heal what the bricks list")
                .customSynopsis("brickyard heal run --volume=HOST:VOLUME [OPTION]...")
                .description(
                        "Copies what bricks missed from those that have it: metadata, names and content, by "
                                + "GlusterFS's own rules and locks. Prints a line for each thing healed and each entry "
                                + "left, then a summary. All bricks of a replica set must be up.",
                        "",
                        "Safe to end at any moment and to run beside the self-heal daemon and users. "
                                + "SIGUSR1 prints how far it is.")
                .optionListHeading("%nOptions%n")
                .footerHeading("%nExamples%n")
                .footer(
                        "  brickyard heal run --volume=server1:data --dry-run",
                        "  brickyard heal run --volume=server1:data --path=/home --max-runtime=30m",
                        "  brickyard heal run --volume=server1:data --quiet --report=/var/log/heal.jsonl");
        ExitCodeTable.addTo(spec.usageMessage());
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        VolumeSource source = volume.value(spec);
        boolean dry = dryRun.getValue();
        boolean walk = full.getValue();
        var options = new HealOptions(walk, crawl.jobs(spec), dry, crawl.filter(spec));
        Optional<RunLimits> limits = crawl.limits(spec);
        if (limits.isEmpty()) {
            return ExitCode.STOPPED.code();
        }
        try (Held _ = dry ? Held.NOTHING : crawl.lock(source.name())) {
            boolean anew = restart.getValue();
            Optional<Cursor> cursor = walk && !dry ? crawl.cursor(source.name(), anew) : Optional.empty();
            var form = new HealSession.Form(dry, crawl.quiet(), false, Tally::line);
            try (var session = new HealSession(
                    (journal, wiring) -> new VolumeHeal(source, options, journal, limits.get(), wiring, cursor), form,
                    limits.get(), tls.value(), crawl.report(), spec.commandLine())) {
                return session.run().code();
            }
        }
    }
}
