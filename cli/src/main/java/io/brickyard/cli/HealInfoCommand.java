package io.brickyard.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.brickyard.client.Links;
import io.brickyard.heal.VolumeSource;
import io.brickyard.heal.info.BrickEntries;
import io.brickyard.heal.info.EntryState;
import io.brickyard.heal.info.HealInfo;
import io.brickyard.heal.info.InfoForm;
import io.brickyard.heal.info.InfoJson;
import io.brickyard.heal.info.InfoText;
import io.brickyard.heal.info.InfoXml;
import io.brickyard.heal.replica.Caller;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.replica.Traffic;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The command {@code brickyard heal info}. */
final class HealInfoCommand implements Callable<Integer> {
    private final HealVolumeSpecs volume = new HealVolumeSpecs();
    private final HealTlsSpecs tls = new HealTlsSpecs();

    private final OptionSpec splitBrain = Options.flag("--split-brain")
            .description("Only entries in split-brain.")
            .build();

    private final OptionSpec summary = Options.flag("--summary")
            .description("Only counts.")
            .build();

    private final OptionSpec json = Options.flag("--json")
            .description("Print JSON.")
            .build();

    private final OptionSpec xml = Options.flag("--xml")
            .description("Print the XML of gluster volume heal VOLUME info --xml.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("info");

    /** The command with its help. */
    CommandSpec spec() {
        volume.addTo(spec);
        tls.addTo(spec);
        spec.addOption(splitBrain).addOption(summary).addOption(json).addOption(xml);
        spec.usageMessage()
                .header("Show what waits for healing, brick by brick")
                .customSynopsis("brickyard heal info --volume=HOST:VOLUME [OPTION]...")
                .description(
                        "Prints what gluster volume heal VOLUME info prints, in the same form, and only reads. "
                                + "Bricks that cannot be reached do not keep the others from being shown.",
                        "",
                        "Ends with status 3 if anything waits or a brick cannot be asked, 4 if anything is in "
                                + "split-brain.")
                .optionListHeading("%nOptions%n");
        ExitCodeTable.addTo(spec.usageMessage());
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        VolumeSource source = volume.value(spec);
        boolean onlySplitBrains = splitBrain.getValue();
        boolean onlyCounts = summary.getValue();
        boolean asJson = json.getValue();
        boolean asXml = xml.getValue();
        if (onlySplitBrains && onlyCounts) {
            throw new ParameterException(spec.commandLine(), "--split-brain and --summary exclude each other");
        }
        if (asJson && asXml) {
            throw new ParameterException(spec.commandLine(), "--json and --xml exclude each other");
        }
        List<BrickEntries> bricks = new ArrayList<>();
        Links links = tls.value();
        for (ReplicaSpec set : source.sets(links)) {
            try (Replica replica = Replica.connect(set, source.managementPort(), Caller.INSPECTOR, Traffic.UNHEARD,
                    links)) {
                bricks.addAll(HealInfo.of(replica));
            }
        }
        InfoForm form = onlySplitBrains ? InfoForm.SPLIT_BRAIN : onlyCounts ? InfoForm.SUMMARY : InfoForm.ENTRIES;
        spec.commandLine().getOut().print(asJson ? InfoJson.of(bricks, form)
                : asXml ? InfoXml.of(bricks, form) : InfoText.of(bricks, form));
        return exitCode(bricks).code();
    }

    private static ExitCode exitCode(List<BrickEntries> bricks) {
        if (bricks.stream().anyMatch(it -> it.count(EntryState.SPLIT_BRAIN) > 0)) {
            return ExitCode.SPLIT_BRAIN;
        }
        boolean clean = bricks.stream().allMatch(it -> it.isComplete() && it.entries().isEmpty());
        return clean ? ExitCode.DONE : ExitCode.PARTIAL;
    }
}
