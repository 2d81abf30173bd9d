package io.brickyard.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import io.brickyard.load.job.JobCollector;
import io.brickyard.load.job.JobFileParser;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.job.JobSpecs;
import io.brickyard.load.option.Lacking;
import io.brickyard.load.option.OptionException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** The jobs of a command line and its job files; the commands that run jobs share it. */
final class LoadJobs {
    private final PositionalParamSpec files = PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(new ArrayList<String>())
            .arity("0..*")
            .paramLabel("JOBFILE|-")
            .description("Job files in fio's format; - is standard input.")
            .build();

    private final OptionSpec section = Options.values(String.class, it -> it, "NAME", "--section")
            .description("Run only this job of the job files. May be repeated.")
            .build();

    private final LoadOptionSpecs options = new LoadOptionSpecs();

    void addTo(CommandSpec command) {
        command.addPositional(files);
        options.addTo(command);
        command.addOption(section);
    }

    /** Everything that was given, in order. */
    JobCollector collect(CommandSpec spec) {
        CommandLine command = spec.commandLine();
        List<String> sections = section.getValue();
        var jobs = new JobCollector(new HashSet<>(sections));
        options.collect(jobs, command);
        var parser = new JobFileParser(jobs, System.getenv());
        List<String> names = files.getValue();
        try {
            for (String name : names) {
                if (name.equals("-")) {
                    parser.parse(standardInput(), "standard input");
                } else {
                    parser.parse(Path.of(name));
                }
            }
        } catch (OptionException e) {
            throw wrong(command, e);
        }
        return jobs;
    }

    /** What is known of an option that load lacks. */
    static Optional<String> explain(String option) {
        String name = option.startsWith("--") ? option.substring(2) : option;
        return Lacking.names().contains(name)
                ? Optional.of(String.valueOf(Lacking.refuse(name, List.of()).getMessage()))
                : Optional.empty();
    }

    /** All clones of all jobs. */
    List<JobSpec> specs(JobCollector jobs, CommandSpec spec) {
        CommandLine command = spec.commandLine();
        try {
            List<JobSpec> specs = JobSpecs.of(jobs.jobs());
            if (specs.isEmpty()) {
                List<String> sections = section.getValue();
                throw new ParameterException(command, sections.isEmpty()
                        ? "no job: give --name=NAME and what it does, or a job file"
                        : "--section: no job is called " + String.join(" or ", sections));
            }
            return specs;
        } catch (OptionException e) {
            throw wrong(command, e);
        }
    }

    private static ParameterException wrong(CommandLine command, OptionException e) {
        String nearest = e.unknownName().isEmpty() ? ""
                : NearestName.of(e.unknownName(), e.knownNames()).map(it -> ", did you mean '" + it + "'?").orElse("");
        return new ParameterException(command, e.getMessage() + nearest);
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
