package io.brickyard.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.brickyard.load.job.JobCollector;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.Numbers;
import io.brickyard.load.option.OptionException;
import io.brickyard.load.run.LoadException;
import io.brickyard.load.run.RunOptions;
import io.brickyard.load.run.RunResult;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code brickyard load}. */
final class LoadCommand implements Callable<Integer>, ExplainsUnknownOptions {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final LoadJobs jobs = new LoadJobs();

    private final OptionSpec output = Options.value(Path.class, "FILE", "-o", "--output")
            .description("Write the results to FILE instead of standard output.")
            .build();

    private final OptionSpec format = Options
            .values(LoadFormat.class, LoadFormat::named, "FORMAT[,FORMAT]", "--output-format")
            .splitRegex(",")
            .defaultValue("normal")
            .description("Form of the results: normal, terse, json or json+. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec statusInterval = Options.value(Long.class, "TIME", "--status-interval")
            .converters(LoadCommand::time)
            .description("Write a line of JSON every TIME: what came since the line before, with percentiles.")
            .build();

    private final OptionSpec eta = Options.value(LoadEta.class, "WHEN", "--eta")
            .defaultValue("auto")
            .description("When to show how the run goes: ${COMPLETION-CANDIDATES}. auto: on a terminal; always: "
                    + "else as plain lines on standard error. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec readOnly = Options.flag("--readonly")
            .description("Refuse jobs that write, and lay out no files.")
            .build();

    private final OptionSpec showCommand = Options.flag("--showcmd")
            .description("Print the command line that stands for the job files, and run nothing.")
            .build();

    private final OptionSpec parseOnly = Options.flag("--parse-only")
            .description("Check the options and job files, and run nothing.")
            .build();

    private final OptionSpec hdrLog = Options.value(Path.class, "FILE", "--hdr-log")
            .description("Write a histogram of every second to FILE, in HdrHistogram's log format.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("load");

    /** The command with its help. */
    CommandSpec spec() {
        jobs.addTo(spec);
        spec.addOption(output)
                .addOption(format)
                .addOption(statusInterval)
                .addOption(eta)
                .addOption(readOnly)
                .addOption(showCommand)
                .addOption(parseOnly)
                .addOption(hdrLog)
                .addSubcommand("curve", new LoadCurveCommand().spec())
                .addSubcommand("merge", new LoadMergeCommand().spec());
        spec.usageMessage()
                .header("Generate I/O in fio's language and measure it honestly")
                .customSynopsis("brickyard load --name=NAME [OPTION]... [--name=NAME [OPTION]...]...",
                        "brickyard load [OPTION]... JOBFILE|-...")
                .description(
                        "Does the I/O that options or job files describe, as fio does, and prints rates and latencies. "
                                + "With a rate, response times count from the moment that each I/O was meant to start, so "
                                + "that a slow I/O cannot hide the ones that it delays.",
                        "",
                        "Options before the first --name are for all jobs. Names, units and meaning are those of fio "
                                + "3.33. Files that load did not lay out itself are never written to without "
                                + "--overwrite.")
                .commandListHeading("%nCommands%n")
                .optionListHeading("%nOptions%n")
                .parameterListHeading("%nJob files%n");
        ExitCodeTable.addTo(spec.usageMessage());
        return spec;
    }

    @Override
    public Optional<String> explain(String option) {
        return LoadJobs.explain(option);
    }

    @Override
    public Integer call() throws IOException {
        JobCollector collected = jobs.collect(spec);
        List<JobSpec> specs = jobs.specs(collected, spec);
        boolean show = showCommand.getValue();
        boolean check = parseOnly.getValue();
        if (show) {
            spec.commandLine().getOut().println(collected.commandLine("brickyard load"));
        }
        if (show || check) {
            return ExitCode.DONE.code();
        }
        Long status = statusInterval.getValue();
        Path log = hdrLog.getValue();
        boolean refuseWrites = readOnly.getValue();
        var options = new RunOptions(refuseWrites, status == null ? 0 : status, Optional.ofNullable(log));
        Path file = output.getValue();
        List<LoadFormat> formats = format.getValue();
        try (var session = new LoadSession(specs, options, formats, Optional.ofNullable(file), eta.getValue(),
                spec.commandLine())) {
            return exitCode(session.run()).code();
        } catch (LoadException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** How a run ends the process. */
    static ExitCode exitCode(RunResult run) {
        if (run.differs()) {
            return ExitCode.DIFFERS;
        }
        if (run.failed()) {
            return ExitCode.PARTIAL;
        }
        return run.interrupted() ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    private static Long time(String text) {
        try {
            long nanos = Numbers.nanos(text, SECOND_NANOS);
            if (nanos < SECOND_NANOS / 100) {
                throw new TypeConversionException("'" + text + "' is less than 10ms");
            }
            return nanos;
        } catch (OptionException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
