package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.brickyard.cli.HealCrawlSpecs.Held;
import io.brickyard.heal.VolumeHeal;
import io.brickyard.heal.VolumeSource;
import io.brickyard.heal.cron.RunLimits;
import io.brickyard.heal.cron.Tally;
import io.brickyard.heal.resolve.BackupDirectory;
import io.brickyard.heal.resolve.Losers;
import io.brickyard.heal.resolve.Policy;
import io.brickyard.heal.resolve.ResolveOptions;
import io.brickyard.heal.resolve.ResolveRun;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command {@code brickyard heal resolve}. */
final class HealResolveCommand implements Callable<Integer> {
    private final HealVolumeSpecs volume = new HealVolumeSpecs();
    private final HealTlsSpecs tls = new HealTlsSpecs();
    private final HealCrawlSpecs crawl = new HealCrawlSpecs();

    private final OptionSpec policy = Options.value(Policy.class, "POLICY", "--policy")
            .converters(HealResolveCommand::policy)
            .description(
                    "Which copy is right: source-brick=HOST:/PATH (that brick's), bigger-file, latest-mtime, or "
                            + "majority (what more than half hold). Owners, modes and xattrs are only decided by "
                            + "source-brick and majority.")
            .build();

    private final OptionSpec dryRun = Options.flag("--dry-run")
            .description("Change nothing: print the lines that the run would print.")
            .build();

    private final OptionSpec backupDir = Options.value(Path.class, "DIR", "--backup-dir")
            .description(
                    "Keep the copies that were not chosen in DIR, here and not on the volume, each with its metadata as "
                            + "JSON. They are on disk before anything changes.")
            .build();

    private final OptionSpec noBackup = Options.flag("--no-backup")
            .description("Keep nothing: what was not chosen is gone.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("resolve");

    /** The command with its help. */
    CommandSpec spec() {
        volume.addTo(spec);
        tls.addTo(spec);
        spec.addOption(policy).addOption(dryRun).addOption(backupDir).addOption(noBackup);
        crawl.addPathsTo(spec);
        crawl.addOutputsTo(spec);
        spec.usageMessage()
                .header("End split-brains by a policy")
                .customSynopsis("brickyard heal resolve --volume=HOST:VOLUME --policy=POLICY [OPTION]...")
                .description(
                        "Chooses a copy of each entry in split-brain that the bricks list, keeps the others aside, and "
                                + "heals them from it: content, metadata, and names that lead to different files. All "
                                + "bricks of a replica set must be up.",
                        "",
                        "Try --dry-run first. Wherever the policy does not decide, the entry stays as it is.")
                .optionListHeading("%nOptions%n")
                .footerHeading("%nExamples%n")
                .footer(
                        "  brickyard heal info --volume=server1:data --split-brain",
                        "  brickyard heal resolve --volume=server1:data --policy=latest-mtime --dry-run",
                        "  brickyard heal resolve --volume=server1:data --policy=source-brick=server2:/bricks/b1 "
                                + "--path=/home/ann --backup-dir=/root/split-brain");
        ExitCodeTable.addTo(spec.usageMessage());
        return spec;
    }

    private static Policy policy(String text) {
        try {
            return Policy.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Integer call() throws IOException {
        VolumeSource source = volume.value(spec);
        Policy chosen = policy.getValue();
        if (chosen == null) {
            throw usage("which copy is right? Give --policy=POLICY");
        }
        boolean dry = dryRun.getValue();
        var options = new ResolveOptions(chosen, crawl.filter(spec), dry, dry ? Losers.FORGOTTEN : losers());
        needBrick(source, chosen);
        var limits = new RunLimits(System.nanoTime(), Long.MAX_VALUE, Optional.empty());
        try (Held _ = dry ? Held.NOTHING : crawl.lock(source.name() + ".resolve")) {
            var form = new HealSession.Form(dry, crawl.quiet(), false, Tally::resolution);
            try (var session = new HealSession(
                    (journal, wiring) -> new VolumeHeal(source, ResolveRun.crawl(options, journal, limits), journal,
                            limits,
                            wiring, Optional.empty()),
                    form, limits, tls.value(), crawl.report(), spec.commandLine())) {
                return session.run().code();
            }
        }
    }

    private Losers losers() {
        Path directory = backupDir.getValue();
        boolean nowhere = noBackup.getValue();
        if ((directory == null) != nowhere) {
            throw usage(nowhere ? "--backup-dir and --no-backup exclude each other"
                    : "copies that are not chosen are overwritten; give --backup-dir=DIR to keep them, or --no-backup");
        }
        return directory == null ? Losers.FORGOTTEN : new BackupDirectory(directory);
    }

    /** A brick that is misspelt would look like one without any copy. */
    private void needBrick(VolumeSource source, Policy chosen) throws IOException {
        if (chosen instanceof Policy.SourceBrick(String label)) {
            List<String> labels = source.sets(tls.value()).stream()
                    .flatMap(set -> IntStream.range(0, set.count()).mapToObj(set::label)).toList();
            if (!labels.contains(label)) {
                throw usage("--policy: " + label + " is no brick of the volume; its bricks are "
                        + String.join(", ", labels));
            }
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
