package io.brickyard.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.brickyard.load.job.JobCollector;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.job.JobSpecs;
import io.brickyard.load.output.StatusLine;
import io.brickyard.load.run.LoadException;
import io.brickyard.load.run.LoadRun;
import io.brickyard.load.run.Progress;
import io.brickyard.load.run.RunListener;
import io.brickyard.load.run.RunOptions;
import io.brickyard.load.run.RunResult;
import io.brickyard.stats.SourceChoice;
import io.brickyard.stats.StatsAnalyzer;
import io.brickyard.stats.StatsReport;
import io.brickyard.stats.StatsRequest;
import io.brickyard.stats.stack.SectionChoice;
import io.brickyard.stats.unit.UnitOverride;
import org.jspecify.annotations.Nullable;

/**
 * A volume, a load and the table of where the time went, in one process and one temporary directory.
 *
 * <p>However it ends, by itself, by {@link #interrupt} or because something failed at any step, no port, thread or file of
 * it is left when {@link #run} returns.
 */
public final class Demo {
    /** Long enough that Java has compiled what the measured run needs. */
    private static final long WARM_UP_NANOS = 1_500_000_000L;
    /** Small enough for the memory of any machine, and for a temporary directory that is memory. */
    private static final String SIZE = "48m";
    private static final int FILES = 12;
    private static final String FOP = "READ";
    /** One call of so many is timed inside the network's gap as well: enough of them, and too few to slow the rest. */
    private static final String BELOW_RPC = "16";
    private static final long NANOS_OF_MICRO = 1000;

    private final DemoSettings settings;
    private final Consumer<String> steps;
    private final Consumer<String> warnings;
    private volatile @Nullable LoadRun current;
    private volatile boolean interrupted;

    /**
     * @param steps hears of what is done now, again and again
     * @param warnings takes a line for what went wrong and ends nothing
     */
    public Demo(DemoSettings settings, Consumer<String> steps, Consumer<String> warnings) {
        this.settings = settings;
        this.steps = steps;
        this.warnings = warnings;
    }

    /** Ends it early; what was measured so far is the outcome. May be called from any thread. */
    public void interrupt() {
        interrupted = true;
        LoadRun run = current;
        if (run != null) {
            run.interrupt();
        }
    }

    /** Whether it was ended early. */
    public boolean interrupted() {
        return interrupted;
    }

    /**
     * Does it.
     *
     * @return empty if it was interrupted before anything was measured
     * @throws DemoException if it cannot run, saying so in one line
     */
    public Optional<DemoOutcome> run() throws DemoException {
        steps.accept("starting " + DemoVolume.BRICKS + " bricks");
        try (DemoDirectory directory = DemoDirectory.make(settings.parent(), settings.keep(), warnings)) {
            RunResult result;
            try (DemoVolume volume = DemoVolume.start(directory)) {
                load(volume, "warming up: ", WARM_UP_NANOS, "");
                if (interrupted) {
                    return Optional.empty();
                }
                volume.forget();
                result = load(volume, "measuring: ", settings.runtimeNanos(), directory.stats().toString());
                volume.dump();
            }
            return Optional.of(new DemoOutcome(result, analyze(directory), directory.home()));
        } catch (IOException e) {
            throw DemoException.of(e);
        }
    }

    private RunResult load(DemoVolume volume, String step, long nanos, String statsDirectory)
            throws DemoException, IOException {
        var run = new LoadRun(List.of(job(volume, nanos, statsDirectory)),
                new RunOptions(false, 0, Optional.empty()), new Steps(step, steps));
        current = run;
        if (interrupted) {
            run.interrupt();
        }
        try {
            return run.run();
        } catch (LoadException e) {
            throw DemoException.of(e);
        }
    }

    private JobSpec job(DemoVolume volume, long nanos, String statsDirectory) {
        var jobs = new JobCollector(Set.of());
        jobs.begin("demo");
        Map.of("ioengine", "gluster", "volume", DemoVolume.NAME, "port", String.valueOf(volume.managementPort()),
                "rw", "randread", "size", SIZE, "nrfiles", String.valueOf(FILES), "filename_format", "file-$filenum",
                "brick", volume.host()).forEach(jobs::option);
        jobs.option("time_based", "1");
        jobs.option("runtime", nanos / NANOS_OF_MICRO + "us");
        jobs.option("bs", String.valueOf(settings.blockBytes()));
        jobs.option("iodepth", String.valueOf(settings.depth()));
        if (!statsDirectory.isEmpty()) {
            jobs.option("stats-dir", statsDirectory);
            jobs.option("below_rpc", BELOW_RPC);
        }
        return JobSpecs.of(jobs.jobs()).getFirst();
    }

    private static StatsReport analyze(DemoDirectory directory) {
        return StatsAnalyzer.analyze(new StatsRequest(List.of(directory.stats().toString()), List.of(), FOP, false,
                SectionChoice.AUTO, SourceChoice.AUTO, new UnitOverride(null, Map.of())),
                InputStream.nullInputStream());
    }

    /** Turns what a run tells into steps. */
    private record Steps(String prefix, Consumer<String> steps) implements RunListener {
        @Override
        public void message(String line) {
            steps.accept(prefix + line);
        }

        @Override
        public void progress(Progress progress) {
            steps.accept(prefix + StatusLine.of(progress));
        }
    }
}
