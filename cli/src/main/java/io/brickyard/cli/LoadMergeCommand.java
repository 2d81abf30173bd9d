package io.brickyard.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.brickyard.load.merge.HistogramMerge;
import io.brickyard.load.output.LatencyTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command {@code brickyard load merge}. */
final class LoadMergeCommand implements Callable<Integer> {
    private final PositionalParamSpec inputs = PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .initialValue(new ArrayList<Path>())
            .required(true)
            .arity("1..*")
            .paramLabel("LOG")
            .description("Histogram logs that --hdr-log wrote.")
            .build();

    private final OptionSpec output = Options.value(Path.class, "FILE", "-o", "--output")
            .description("Write the sum to FILE, in HdrHistogram's log format.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
            .name("merge")
            .addPositional(inputs)
            .addOption(output);

    CommandSpec spec() {
        spec.usageMessage()
                .header("Add histogram logs of several runs or machines up")
                .customSynopsis("brickyard load merge [-o FILE] LOG...")
                .description("Adds histograms of the same tag and second up and prints percentiles of each tag. No "
                        + "count is lost: the percentiles are those of all I/Os together, not averages.")
                .optionListHeading("%nOptions%n")
                .parameterListHeading("%nInputs%n");
        ExitCodeTable.addTo(spec.usageMessage());
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        List<Path> files = inputs.getValue();
        Path to = output.getValue();
        var merge = new HistogramMerge();
        for (Path file : files) {
            merge.add(file);
        }
        if (to != null) {
            merge.write(to);
        }
        spec.commandLine().getOut().print(LatencyTable.of(merge.totals()));
        return ExitCode.DONE.code();
    }
}
