package io.brickyard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.brickyard.load.curve.LatencyCurve;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.output.LatencyTable;
import io.brickyard.load.output.StatusLine;
import io.brickyard.load.run.LoadException;
import io.brickyard.load.run.Progress;
import io.brickyard.load.run.RunListener;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The command {@code brickyard load curve}. */
final class LoadCurveCommand implements Callable<Integer>, ExplainsUnknownOptions {
    private final LoadJobs jobs = new LoadJobs();

    private final OptionSpec percents = Options.values(Double.class, Double::valueOf, "PCT[,PCT]", "--percents")
            .splitRegex(",")
            .description("Shares of the greatest throughput to run at. Default: 10,25,50,75,90,100.")
            .build();

    private final OptionSpec readOnly = Options.flag("--readonly")
            .description("Refuse jobs that write, and lay out no files.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("curve");

    CommandSpec spec() {
        jobs.addTo(spec);
        spec.addOption(percents).addOption(readOnly);
        spec.usageMessage()
                .header("Show latencies at shares of the greatest throughput")
                .customSynopsis("brickyard load curve --name=NAME --runtime=TIME [OPTION]...",
                        "brickyard load curve [OPTION]... JOBFILE|-...")
                .description(
                        "Runs the jobs once as fast as they can, then again at shares of the rate that each reached, and "
                                + "prints a line of response times for each run. The jobs need --runtime; their own "
                                + "rates are not used. Each run begins with a second that is not measured, or with "
                                + "--ramp_time; the page cache is dropped before the first alone, unless --invalidate "
                                + "says otherwise.")
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
        List<JobSpec> specs = jobs.specs(jobs.collect(spec), spec);
        for (JobSpec job : specs) {
            if (job.nanos(LoadOption.RUNTIME) == 0) {
                throw new ParameterException(spec.commandLine(), "job " + job.name()
                        + ": there is no --runtime=TIME, for how long each point of the curve is to run");
            }
        }
        List<Double> given = percents.getValue();
        List<Double> shares = given.isEmpty() ? List.of(10.0, 25.0, 50.0, 75.0, 90.0, 100.0) : given;
        if (shares.stream().anyMatch(it -> !(it > 0 && it <= 1000))) {
            throw new ParameterException(spec.commandLine(), "--percents: a share is more than 0 and at most 1000");
        }
        boolean refuseWrites = readOnly.getValue();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (LiveLine live = LiveLine.ofThisProcess()) {
            var curve = new LatencyCurve(specs, refuseWrites, new Listener(live, err));
            return run(curve, shares, out, err, live).code();
        } catch (LoadException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private static ExitCode run(LatencyCurve curve, List<Double> shares, PrintWriter out, PrintWriter err,
            LiveLine live)
            throws LoadException, IOException {
        ExitCode[] worst = {ExitCode.DONE};
        try (EndSignals _ = EndSignals.handledBy(curve::interrupt)) {
            out.print(LatencyTable.curveHead());
            out.flush();
            curve.run(shares, point -> {
                live.clear();
                out.print(LatencyTable.of(point));
                out.flush();
                point.run().jobs().forEach(job -> job.messages().forEach(it -> err.println("brickyard: " + it)));
                ExitCode code = LoadCommand.exitCode(point.run());
                if (code != ExitCode.INTERRUPTED && code.code() > worst[0].code()) {
                    worst[0] = code;
                }
            });
        }
        return worst[0] == ExitCode.DONE && curve.interrupted() ? ExitCode.INTERRUPTED : worst[0];
    }

    /** Messages to standard error, the live line where there is one. */
    private record Listener(LiveLine live, PrintWriter err) implements RunListener {
        @Override
        public void message(String line) {
            live.clear();
            err.println(line);
            err.flush();
        }

        @Override
        public void progress(Progress progress) {
            live.show(StatusLine.of(progress));
        }
    }
}
