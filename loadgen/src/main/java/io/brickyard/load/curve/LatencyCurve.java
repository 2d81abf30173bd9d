package io.brickyard.load.curve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.OptionValues;
import io.brickyard.load.record.JobResult;
import io.brickyard.load.run.LoadException;
import io.brickyard.load.run.LoadRun;
import io.brickyard.load.run.RunListener;
import io.brickyard.load.run.RunOptions;
import io.brickyard.load.run.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs once as fast as they can, then again at shares of the rate that each reached, and tells the latencies at each:
 * what users see below the limit, not only at it.
 *
 * <p>Unless the jobs say otherwise the runs are alike but for their rates: each begins with a ramp, in which Java compiles
 * and caches fill, and the page cache is dropped before the first alone; at a low rate it would take long to fill again.
 */
public final class LatencyCurve {
    private static final String RAMP = "1s";

    private final List<JobSpec> jobs;
    private final boolean readOnly;
    private final RunListener listener;
    private volatile @Nullable LoadRun current;
    private volatile boolean interrupted;

    /**
     * @param jobs need a runtime; their rates are not used
     */
    public LatencyCurve(List<JobSpec> jobs, boolean readOnly, RunListener listener) {
        this.jobs = List.copyOf(jobs);
        this.readOnly = readOnly;
        this.listener = listener;
    }

    /** Ends the run that is under way and all that would follow. */
    public void interrupt() {
        interrupted = true;
        LoadRun run = current;
        if (run != null) {
            run.interrupt();
        }
    }

    /**
     * Runs everything; the point that was interrupted is the last.
     *
     * @param percents shares of the greatest throughput, each above 0
     * @param each hears of each point when it is there, the greatest throughput first
     */
    public void run(List<Double> percents, Consumer<CurvePoint> each) throws LoadException, IOException {
        CurvePoint most = new CurvePoint(0, 0, run(jobs.stream().map(it -> at(it, "0")).toList()));
        tell(most, each);
        if (most.run().failed() || most.run().differs()) {
            return;
        }
        List<JobResult> reached = most.run().jobs();
        for (double percent : percents) {
            if (interrupted) {
                return;
            }
            List<JobSpec> paced = new ArrayList<>();
            double wanted = 0;
            for (int i = 0; i < jobs.size(); i++) {
                long reads = rate(reached.get(i), reached.get(i).tally().read.ios(), percent);
                long writes = rate(reached.get(i), reached.get(i).tally().write.ios(), percent);
                wanted += (jobs.get(i).reads() ? reads : 0) + (jobs.get(i).writes() ? writes : 0);
                paced.add(warm(at(jobs.get(i), reads + "," + writes)));
            }
            tell(new CurvePoint(percent, wanted, run(paced)), each);
        }
    }

    private static void tell(CurvePoint point, Consumer<CurvePoint> each) {
        // Of a point that was interrupted in its ramp there is nothing to tell.
        if (!point.run().interrupted() || point.response().count() > 0) {
            each.accept(point);
        }
    }

    private static JobSpec warm(JobSpec job) {
        if (!job.values().has(LoadOption.INVALIDATE)) {
            job.values().set(LoadOption.INVALIDATE, "0");
        }
        return job;
    }

    /** Whether it was ended early. */
    public boolean interrupted() {
        return interrupted;
    }

    private RunResult run(List<JobSpec> specs) throws LoadException, IOException {
        var run = new LoadRun(specs, new RunOptions(readOnly, 0, Optional.empty()), listener);
        current = run;
        if (interrupted) {
            run.interrupt();
        }
        return run.run();
    }

    private static long rate(JobResult reached, long ios, double percent) {
        return Math.max(1, Math.round(reached.perSecond(ios) * percent / 100));
    }

    private static JobSpec at(JobSpec job, String iops) {
        OptionValues values = job.values().copy();
        values.set(LoadOption.RATE, "0");
        values.set(LoadOption.RATE_IOPS, iops);
        values.set(LoadOption.TIME_BASED, "1");
        if (!values.has(LoadOption.RAMP_TIME)) {
            values.set(LoadOption.RAMP_TIME, RAMP);
        }
        return new JobSpec(job.name(), job.index(), job.number(), job.group(), job.stage(), job.baseSeed(), job.seed(),
                values, job.files());
    }
}
