package io.brickyard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.brickyard.brickd.Signals;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.output.IntervalJson;
import io.brickyard.load.output.StartText;
import io.brickyard.load.output.StatusLine;
import io.brickyard.load.run.IntervalReport;
import io.brickyard.load.run.LoadException;
import io.brickyard.load.run.LoadRun;
import io.brickyard.load.run.Progress;
import io.brickyard.load.run.RunListener;
import io.brickyard.load.run.RunOptions;
import io.brickyard.load.run.RunResult;
import io.brickyard.load.run.RunningJob;
import picocli.CommandLine;

/**
 * A run as its user sees it: messages, a live line, interval lines, results, and the signals that ask for a line or an end.
 */
final class LoadSession implements RunListener, AutoCloseable {
    private static final long PLAIN_LINE_NANOS = 1_000_000_000L;

    private final LoadRun run;
    private final List<LoadFormat> formats;
    private final LoadEta eta;
    private final boolean intervals;
    private final PrintWriter results;
    private final PrintWriter err;
    private final boolean ownsResults;
    private final LiveLine live;
    private volatile boolean lineWanted;
    private long sincePlainLine;

    LoadSession(List<JobSpec> jobs, RunOptions options, List<LoadFormat> formats, Optional<Path> file, LoadEta eta,
            CommandLine command) throws IOException {
        this.run = new LoadRun(jobs, options, this);
        this.formats = formats;
        this.eta = eta;
        this.intervals = options.statusNanos() > 0;
        this.err = command.getErr();
        this.ownsResults = file.isPresent();
        this.results = file.isPresent()
                ? new PrintWriter(Files.newBufferedWriter(file.get(), StandardCharsets.UTF_8))
                : command.getOut();
        this.live = eta == LoadEta.never ? LiveLine.none() : LiveLine.ofThisProcess();
    }

    /** Runs everything and prints the results. */
    RunResult run() throws LoadException, IOException {
        Optional<Runnable> undoUsr1 = Signals.handle("USR1", () -> lineWanted = true);
        try (EndSignals _ = EndSignals.handledBy(run::interrupt)) {
            RunResult result = run.run();
            live.clear();
            for (LoadFormat format : formats) {
                results.print(format.render(result, intervals));
            }
            results.flush();
            result.jobs().forEach(job -> job.messages().forEach(line -> err.println("brickyard: " + line)));
            err.flush();
            return result;
        } finally {
            undoUsr1.ifPresent(Runnable::run);
        }
    }

    @Override
    public void message(String line) {
        text(line + System.lineSeparator());
    }

    @Override
    public void started(List<RunningJob> jobs) {
        text(StartText.of(jobs, VersionText.version()));
    }

    /** Goes where the results go if they are text for people, so that JSON stays JSON. */
    private void text(String text) {
        boolean forPeople = formats.getFirst() == LoadFormat.NORMAL && !intervals;
        PrintWriter to = forPeople ? results : err;
        live.clear();
        to.print(text);
        to.flush();
    }

    @Override
    public void progress(Progress progress) {
        if (lineWanted) {
            lineWanted = false;
            live.clear();
            err.println(StatusLine.of(progress));
            err.flush();
        }
        if (live.works()) {
            live.show(StatusLine.of(progress));
        } else if (eta == LoadEta.always && progress.elapsedNanos() - sincePlainLine >= PLAIN_LINE_NANOS) {
            sincePlainLine = progress.elapsedNanos();
            err.println(StatusLine.of(progress));
            err.flush();
        }
    }

    @Override
    public void interval(IntervalReport report) {
        live.clear();
        results.print(IntervalJson.of(report));
        results.flush();
    }

    @Override
    public void close() {
        live.close();
        if (ownsResults) {
            results.close();
        }
    }
}
