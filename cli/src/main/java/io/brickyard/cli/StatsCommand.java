package io.brickyard.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.brickyard.stats.SourceChoice;
import io.brickyard.stats.StatsAnalyzer;
import io.brickyard.stats.StatsReport;
import io.brickyard.stats.StatsRequest;
import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.read.InputLoader;
import io.brickyard.stats.render.OutputFormat;
import io.brickyard.stats.stack.SectionChoice;
import io.brickyard.stats.unit.UnitOverride;
import io.brickyard.stats.watch.LiveDumps;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command {@code brickyard stats}. */
final class StatsCommand implements Callable<Integer> {

    private final PositionalParamSpec inputs = PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(new ArrayList<String>())
            .arity("0..*")
            .paramLabel("FILE|DIR|-")
            .description("Dumps, folders of dumps, volume files, or - for standard input.")
            .build();

    private final OptionSpec fop = Options.value(String.class, "NAME", "--fop")
            .description("File operation to compare, for example READ or LOOKUP. Default: the one with the most total "
                    + "time.")
            .build();

    private final OptionSpec allFops = Options.flag("--all-fops")
            .description("Show one table for every file operation that was called.")
            .build();

    private final OptionSpec format = Options.value(OutputFormat.class, "FORMAT", "--format")
            .description("Form of the result: ${COMPLETION-CANDIDATES}. Default: text.")
            .build();

    private final OptionSpec json = Options.flag("--json").description("Same as --format json.").build();

    private final OptionSpec series = Options.flag("--series")
            .description(
                    "Show each step of dumps that were repeated at intervals too, in text, markdown and csv. json and "
                            + "html always do.")
            .build();

    private final OptionSpec output = Options.value(Path.class, "FILE", "-o", "--output")
            .description("Write the result to FILE, replacing it, instead of standard output.")
            .build();

    private final OptionSpec units = Options.values(
            ProbeUnit.class, ProbeUnit::parse, "[PROBE=]UNIT", "--unit")
            .description("Unit of the latencies in the dumps of PROBE, or of all probes: ns, us, ms or s. May be "
                    + "repeated. Default: decided by evidence in each dump, since GlusterFS 10 and newer label "
                    + "nanoseconds as us.")
            .build();

    private final OptionSpec probes = Options.values(ProbeFile.class, ProbeFile::parse, "NAME=FILE", "--probe")
            .description(
                    "A dump and the probe that it belongs to, top of the stack first. May be repeated; the order is "
                            + "the order of the stack. Default: names and order from volume files or the dumps themselves.")
            .build();

    private final OptionSpec section = Options.value(SectionChoice.class, "SECTION", "--section")
            .defaultValue("auto")
            .description("Which calls count: ${COMPLETION-CANDIDATES}. interval: since the dump before; cumulative: "
                    + "since the process started; difference: between two dumps of a probe; newest: as interval, where a "
                    + "dump has none since the one before; auto: the run's own "
                    + "interval. Default: ${DEFAULT-VALUE}, and newest with --watch.")
            .build();

    private final OptionSpec source = Options.value(SourceChoice.class, "SOURCE", "--source")
            .defaultValue("auto")
            .description(
                    "Which numbers count where the inputs hold several: ${COMPLETION-CANDIDATES}. io-stats: counters "
                            + "of the io-stats translators; samples: their samples; latency: what every translator "
                            + "keeps when latency measurement is on. Default: "
                            + "${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec baseline = Options.values(String.class, file -> file, "FILE|DIR", "--baseline")
            .description(
                    "Inputs of an earlier run to compare with. May be repeated. The table then says how much longer "
                            + "each layer takes now, and whether that is more than noise.")
            .build();

    private final OptionSpec strict = Options.flag("--strict")
            .description("Fail with exit status 3 and print no table when any input cannot be used or its unit is "
                    + "uncertain.")
            .build();

    private final OptionSpec watch = Options.flag("--watch")
            .description("Go on until interrupted, with a new table whenever the dumps have changed: of their newest "
                    + "interval, on a terminal in place (q quits, f shows the next file operation, p pauses), else one "
                    + "after the other.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
            .name("stats")
            .addPositional(inputs)
            .addOption(fop)
            .addOption(allFops)
            .addOption(format)
            .addOption(json)
            .addOption(series)
            .addOption(output)
            .addOption(units)
            .addOption(probes)
            .addOption(section)
            .addOption(source)
            .addOption(baseline)
            .addOption(strict)
            .addOption(watch);

    /** The command with its help. */
    CommandSpec spec() {
        spec.usageMessage()
                .header("Show how much latency each layer of a GlusterFS volume adds")
                .customSynopsis("brickyard stats [OPTION]... FILE|DIR|-...")
                .description(
                        "Reads dumps that io-stats translators took at several places of one volume's stack and prints, "
                                + "from the top of the stack to the disk, how long each layer between two of these "
                                + "probes takes, which one is the bottleneck, and on what evidence.",
                        "",
                        "Reads io-stats dumps as text and as JSON, io-stats samples, volume profiles, statedumps, "
                                + "metrics files, packet captures, results of fio, brickyard's own dumps, and CSV tables of "
                                + "position and average, "
                                + "each also compressed with gzip. Volume files among them give the order of the stack. "
                                + "Every FILE is recognized by its content, a DIR is walked, - is standard input. Two "
                                + "dumps of one probe are taken as the state before and after.")
                .optionListHeading("%nOptions%n")
                .parameterListHeading("%nInputs%n");
        ExitCodeTable.addTo(spec.usageMessage());
        return spec;
    }

    @Override
    public Integer call() {
        List<String> files = inputs.getValue();
        List<ProbeFile> named = probes.getValue();
        if (files.isEmpty() && named.isEmpty()) {
            throw wrong("nothing to read: name dumps, a folder, or - for stdin");
        }
        boolean wantsAll = allFops.getValue();
        if (wantsAll && fop.getValue() != null) {
            throw wrong("--fop contradicts --all-fops");
        }
        OutputFormat form = outputFormat();
        boolean goesOn = watch.getValue();
        if (goesOn) {
            return watch(files, named, form).code();
        }
        StatsReport report = StatsAnalyzer.analyze(request(files, named, wantedFop(), allFops.getValue()), System.in);
        List<String> earlier = baseline.getValue();
        if (!earlier.isEmpty()) {
            report = report.since(StatsAnalyzer.analyze(request(earlier, List.of(), null, true), System.in));
        }
        var messages = new StatsMessages(spec.commandLine().getErr());
        messages.inputs(report, ((BrickyardCommand) spec.root().userObject()).verbose());
        boolean refuse = strict.getValue();
        if (refuse && messages.refusals(report)) {
            return ExitCode.PARTIAL.code();
        }
        if (report.tables().isEmpty()) {
            return nothingToShow(report, messages).code();
        }
        Path file = output.getValue();
        boolean steps = series.getValue();
        new StatsOutput(form, file, steps).write(report, spec.commandLine().getOut());
        return (report.refused().isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL).code();
    }

    private ExitCode watch(List<String> files, List<ProbeFile> named, OutputFormat form) {
        boolean strictToo = strict.getValue();
        if (strictToo || !baseline.<List<String>>getValue().isEmpty()) {
            throw wrong("--watch contradicts " + (strictToo ? "--strict" : "--baseline"));
        }
        if (files.contains(InputLoader.STDIN)) {
            throw wrong("--watch looks at files again and again: it cannot read stdin");
        }
        for (String file : files) {
            if (!Files.exists(Path.of(file))) {
                throw new CommandFailure(ExitCode.FAILED, file + ": no such file or directory");
            }
        }
        LiveDumps dumps = new LiveDumps(request(files, named, wantedFop(), allFops.getValue()));
        return new StatsWatch(dumps, wantedFop(), new StatsOutput(form, output.getValue(), series.getValue()),
                spec.commandLine().getOut(), spec.commandLine().getErr()).run();
    }

    private SectionChoice section() {
        boolean goesOn = watch.getValue();
        boolean isGiven = spec.commandLine().getParseResult().hasMatchedOption(section);
        return goesOn && !isGiven ? SectionChoice.NEWEST : section.getValue();
    }

    private StatsRequest request(List<String> files, List<ProbeFile> named, @Nullable String onlyFop,
            boolean everyFop) {
        List<ProbeUnit> stated = units.getValue();
        Map<String, LatencyUnit> byProbe = new HashMap<>();
        LatencyUnit ofAll = null;
        for (ProbeUnit one : stated) {
            if (one.probe() == null) {
                ofAll = one.unit();
            } else {
                byProbe.put(one.probe(), one.unit());
            }
        }
        return new StatsRequest(files,
                named.stream().map(one -> new StatsRequest.NamedProbe(one.probe(), one.file().toString())).toList(),
                onlyFop, everyFop, section(), source.getValue(),
                new UnitOverride(ofAll, byProbe));
    }

    private @Nullable String wantedFop() {
        String name = fop.getValue();
        return name == null ? null : name.toUpperCase(Locale.ROOT);
    }

    private OutputFormat outputFormat() {
        OutputFormat form = format.getValue();
        boolean wantsJson = json.getValue();
        if (wantsJson && form != null && form != OutputFormat.JSON) {
            throw wrong("--json contradicts --format " + form);
        }
        return wantsJson ? OutputFormat.JSON : form == null ? OutputFormat.TEXT : form;
    }

    private ExitCode nothingToShow(StatsReport report, StatsMessages messages) {
        String wanted = wantedFop();
        if (wanted != null && !report.fopsSeen().isEmpty()) {
            throw wrong("--fop: no probe saw " + wanted + "; seen were "
                    + String.join(", ", report.fopsSeen()));
        }
        messages.nothing(report);
        return ExitCode.FAILED;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /**
     * The unit that the user vouches for.
     *
     * @param probe name of the probe, null for all of them
     */
    record ProbeUnit(@Nullable String probe, LatencyUnit unit) {

        /** Reads {@code [PROBE=]UNIT}; a probe's name may itself hold an equals sign. */
        static ProbeUnit parse(String value) {
            int equals = value.lastIndexOf('=');
            String unit = value.substring(equals + 1);
            Optional<LatencyUnit> named = LatencyUnit.named(unit);
            if (named.isPresent()) {
                return new ProbeUnit(equals < 0 ? null : value.substring(0, equals), named.get());
            }
            throw new TypeConversionException("'" + unit + "' is no unit; use ns, us, ms or s");
        }
    }

    /** One dump and the name of the probe that it belongs to. */
    record ProbeFile(String probe, Path file) {

        /** Reads {@code NAME=FILE}; the file's name may hold an equals sign, the probe's may not. */
        static ProbeFile parse(String value) {
            int equals = value.indexOf('=');
            if (equals <= 0 || equals == value.length() - 1) {
                throw new TypeConversionException("'" + value + "' is not NAME=FILE");
            }
            return new ProbeFile(value.substring(0, equals), Path.of(value.substring(equals + 1)));
        }
    }
}
