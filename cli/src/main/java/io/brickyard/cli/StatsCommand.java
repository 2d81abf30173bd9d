package io.brickyard.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code brickyard stats}. */
@Command(name = "stats", header = "Show how much latency each layer of a GlusterFS volume adds", description = {
        "Reads dumps that io-stats translators took at several places of one volume's stack and prints, from the "
                + "top of the stack to the disk, how long each layer between two of these probes takes, which one "
                + "is the bottleneck, and on what evidence.",
        "",
        "Reads io-stats dumps as text and as JSON, statedumps and CSV tables of position and average, each also "
                + "compressed with gzip. Volume files among them give the order of the stack. Every FILE is "
                + "recognized by its content, a DIR is walked, - is standard input. Two dumps of one probe are "
                + "taken as the state before and after."
}, customSynopsis = "@|bold brickyard stats|@ [OPTION]... FILE|DIR|-...", optionListHeading = "%nOptions%n", parameterListHeading = "%nInputs%n", modelTransformer = ExitCodeTable.class)
@SuppressWarnings("unused")
public final class StatsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE|DIR|-", arity = "0..*", description = "Dumps, folders of dumps, volume files, or - for standard input.")
    private List<String> inputs = new ArrayList<>();

    @Option(names = "--fop", paramLabel = "NAME", description = "File operation to compare, for example READ or LOOKUP. Default: the one with the most total "
            + "time.")
    private @Nullable String fop;

    @Option(names = "--all-fops", description = "Show one table for every file operation that was called.")
    private boolean allFops;

    @Option(names = "--format", paramLabel = "FORMAT", description = "Form of the result: ${COMPLETION-CANDIDATES}. Default: text.")
    private @Nullable Format format;

    @Option(names = "--json", description = "Same as --format json.")
    private boolean json;

    @Option(names = {"-o",
            "--output"}, paramLabel = "FILE", description = "Write the result to FILE, replacing it, instead of standard output.")
    private @Nullable Path output;

    @Option(names = "--unit", paramLabel = "[PROBE=]UNIT", converter = ProbeUnitConverter.class, description = "Unit of the latencies in the dumps of PROBE, or of all probes: ns, us, ms or s. May be "
            + "repeated. Default: decided by evidence in each dump, since GlusterFS 10 and newer label "
            + "nanoseconds as us.")
    private List<ProbeUnit> units = new ArrayList<>();

    @Option(names = "--probe", paramLabel = "NAME=FILE", converter = ProbeFileConverter.class, description = "A dump and the probe that it belongs to, top of the stack first. May be repeated; the order "
            + "is the order of the stack. Default: names and order from volume files or the dumps themselves.")
    private List<ProbeFile> probes = new ArrayList<>();

    @Option(names = "--section", paramLabel = "SECTION", defaultValue = "auto", description = "Which calls count: ${COMPLETION-CANDIDATES}. interval: since the dump before; cumulative: "
            + "since the process started; difference: between two dumps of a probe; auto: the run's own "
            + "interval. Default: ${DEFAULT-VALUE}.")
    private Section section = Section.AUTO;

    @Option(names = "--source", paramLabel = "SOURCE", defaultValue = "auto", description = "Which numbers of a statedump count: ${COMPLETION-CANDIDATES}. io-stats: those of the "
            + "io-stats translators; latency: those that every translator keeps when latency measurement is "
            + "on. Default: ${DEFAULT-VALUE}.")
    private Source source = Source.AUTO;

    @Option(names = "--strict", description = "Fail with exit status 3 and print no table when any input cannot be used or its unit is "
            + "uncertain.")
    private boolean strict;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        if (inputs.isEmpty() && probes.isEmpty()) {
            throw new ParameterException(command.commandLine(),
                    "nothing to read: name dumps, a folder, or - for stdin");
        }
        if (json && format != null && format != Format.JSON) {
            throw new ParameterException(command.commandLine(), "--json contradicts --format " + format);
        }
        if (fop != null && allFops) {
            throw new ParameterException(command.commandLine(), "--fop contradicts --all-fops");
        }
        throw new CommandFailure(ExitCode.FAILED, "stats is not part of this build");
    }

    /** Forms of the result. */
    enum Format {
        TEXT,
        MARKDOWN,
        CSV,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which calls of a dump count. */
    enum Section {
        AUTO,
        INTERVAL,
        CUMULATIVE,
        DIFFERENCE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which numbers of a statedump count. */
    enum Source {
        AUTO,
        IO_STATS,
        LATENCY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Units that the latencies of a dump can have. */
    enum Unit {
        NS,
        US,
        MS,
        S;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The unit that the user vouches for.
     *
     * @param probe name of the probe, null for all of them
     */
    record ProbeUnit(@Nullable String probe, Unit unit) {}

    /** One dump and the name of the probe that it belongs to. */
    record ProbeFile(String probe, Path file) {}

    /** Reads {@code [PROBE=]UNIT}; a probe's name may itself hold an equals sign. */
    static final class ProbeUnitConverter implements ITypeConverter<ProbeUnit> {
        @Override
        public ProbeUnit convert(String value) {
            int equals = value.lastIndexOf('=');
            String unit = value.substring(equals + 1);
            for (Unit candidate : Unit.values()) {
                if (candidate.toString().equals(unit)) {
                    return new ProbeUnit(equals < 0 ? null : value.substring(0, equals), candidate);
                }
            }
            throw new TypeConversionException("'" + unit + "' is no unit; use ns, us, ms or s");
        }
    }

    /** Reads {@code NAME=FILE}; the file's name may hold an equals sign, the probe's may not. */
    static final class ProbeFileConverter implements ITypeConverter<ProbeFile> {
        @Override
        public ProbeFile convert(String value) {
            int equals = value.indexOf('=');
            if (equals <= 0 || equals == value.length() - 1) {
                throw new TypeConversionException("'" + value + "' is not NAME=FILE");
            }
            return new ProbeFile(value.substring(0, equals), Path.of(value.substring(equals + 1)));
        }
    }
}
