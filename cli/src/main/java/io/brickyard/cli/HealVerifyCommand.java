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
import io.brickyard.heal.verify.VerifyOptions;
import io.brickyard.heal.verify.VerifyRun;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code brickyard heal verify}. */
final class HealVerifyCommand implements Callable<Integer> {
    private final HealVolumeSpecs volume = new HealVolumeSpecs();
    private final HealTlsSpecs tls = new HealTlsSpecs();
    private final HealCrawlSpecs crawl = new HealCrawlSpecs();

    private final OptionSpec repairMajority = Options.flag("--repair-majority")
            .description(
                    "Where more than half of the copies agree, have them accuse the others, and heal those in the "
                            + "ordinary way. Names that some bricks lack are given to all.")
            .build();

    private final OptionSpec restart = Options.flag("--restart")
            .description("Begin anew, wherever an earlier verification was ended.")
            .build();

    private final OptionSpec json = Options.flag("--json")
            .description("Print what a report holds, as lines of JSON.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("verify");

    /** The command with its help. */
    CommandSpec spec() {
        volume.addTo(spec);
        tls.addTo(spec);
        spec.addOption(repairMajority).addOption(restart).addOption(json);
        crawl.addTo(spec);
        spec.usageMessage()
                .header("Find copies that differ though nobody noted it")
                .customSynopsis("brickyard heal verify --volume=HOST:VOLUME [OPTION]...")
                .description(
                        "Walks the whole tree and compares the copies of a replica: content by the bricks' checksums, "
                                + "owners, modes, xattrs, names. Tells what differs and which bricks agree. Writes "
                                + "nothing without --repair-majority.",
                        "",
                        "Safe beside users: what seems to differ is compared once more under the lock that changes of "
                                + "it take. What the changelogs already tell is left to a heal, as pending.",
                        "",
                        "Can be ended at any moment; the next run goes on there. SIGUSR1 prints how far it is. Ends "
                                + "with status 5 if anything differs and is not repaired.")
                .optionListHeading("%nOptions%n")
                .footerHeading("%nExamples%n")
                .footer(
                        "  brickyard heal verify --volume=server1:data",
                        "  brickyard heal verify --volume=server1:data --window=01:00-05:00 --report=/var/log/verify.jsonl",
                        "  brickyard heal verify --volume=server1:data --path=/home --repair-majority");
        ExitCodeTable.addTo(spec.usageMessage());
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        VolumeSource source = volume.value(spec);
        String name = source.name() + ".verify";
        boolean repair = repairMajority.getValue();
        boolean asJson = json.getValue();
        boolean anew = restart.getValue();
        var options = new VerifyOptions(crawl.jobs(spec), crawl.filter(spec), repair);
        Optional<RunLimits> limits = crawl.limits(spec);
        if (limits.isEmpty()) {
            return ExitCode.STOPPED.code();
        }
        try (Held _ = crawl.lock(name)) {
            Optional<Cursor> cursor = crawl.cursor(name, anew);
            var form = new HealSession.Form(false, crawl.quiet(), asJson, Tally::comparison);
            try (var session = new HealSession(
                    (journal, wiring) -> new VolumeHeal(source, VerifyRun.crawl(options, journal, limits.get()),
                            journal,
                            limits.get(), wiring, cursor),
                    form, limits.get(), tls.value(), crawl.report(), spec.commandLine())) {
                return session.run().code();
            }
        }
    }
}
