package io.brickyard.load.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.brickyard.load.gluster.ClientStacks;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.pace.Clock;
import io.brickyard.load.record.HdrLog;
import io.brickyard.load.record.JobResult;

/**
 * Runs all jobs: lays out the files of all of them first, then one stage after the other, each job on a thread of its own.
 * The calling thread meanwhile collects what is counted.
 */
public final class LoadRun {
    private final List<JobSpec> specs;
    private final RunOptions options;
    private final RunListener listener;
    private final RunControl control = new RunControl();
    private final Clock clock = Clock.REAL;
    private final ClientStacks stacks = new ClientStacks();
    private volatile boolean interrupted;

    public LoadRun(List<JobSpec> specs, RunOptions options, RunListener listener) {
        this.specs = List.copyOf(specs);
        this.options = options;
        this.listener = listener;
    }

    /** Ends the run early; what was measured so far is the result. May be called from any thread. */
    public void interrupt() {
        interrupted = true;
        control.stop();
    }

    /**
     * Runs everything.
     *
     * @throws LoadException if it cannot be run at all
     * @throws IOException if a log cannot be written
     */
    public RunResult run() throws LoadException, IOException {
        List<RunningJob> jobs = new ArrayList<>();
        var guard = new WriteGuard(options.readOnly());
        try {
            for (JobSpec spec : specs) {
                guard.check(spec);
                jobs.add(new RunningJob(spec, clock, control, guard, stacks));
            }
            Set<String> told = new HashSet<>();
            for (RunningJob job : jobs) {
                job.prepare(listener, told);
            }
            RunResult result = runPrepared(jobs);
            stacks.dump();
            return result;
        } finally {
            for (RunningJob job : jobs) {
                job.discard();
                job.cleanUp();
            }
        }
    }

    private RunResult runPrepared(List<RunningJob> jobs) throws IOException {
        long startMillis = System.currentTimeMillis();
        long start = clock.nanos();
        HdrLog hdrLog = options.hdrLog().isPresent() ? new HdrLog(options.hdrLog().get(), startMillis) : null;
        try (hdrLog) {
            listener.started(jobs);
            var collector = new Collector(jobs, options, listener, clock, hdrLog, start);
            int stages = jobs.isEmpty() ? 0 : jobs.getLast().spec().stage() + 1;
            for (int stage = 0; stage < stages && !control.stopped(); stage++) {
                int now = stage;
                runStage(jobs.stream()
                        .filter(it -> it.spec().stage() == now && !it.spec().yes(LoadOption.CREATE_ONLY))
                        .toList(), collector);
            }
            collector.finish();
            List<JobResult> results = new ArrayList<>();
            for (RunningJob job : jobs) {
                results.add(job.finish(clock.nanos()));
            }
            return new RunResult(results, interrupted, clock.nanos() - start, startMillis);
        }
    }

    private void runStage(List<RunningJob> jobs, Collector collector) throws IOException {
        List<Thread> threads = new ArrayList<>();
        var line = new StartLine(jobs.size());
        for (RunningJob job : jobs) {
            threads.add(Thread.ofPlatform().name("load-" + job.spec().name() + "-" + job.spec().index()).start(() -> {
                job.run(line);
                if (job.spec().yes(LoadOption.EXITALL)) {
                    control.stop();
                }
                collector.wake();
            }));
        }
        while (!jobs.stream().allMatch(RunningJob::over)) {
            collector.awaitTick();
            collector.tick();
        }
        for (Thread thread : threads) {
            join(thread);
        }
    }

    private static void join(Thread thread) {
        while (true) {
            try {
                thread.join();
                return;
            } catch (InterruptedException e) {
                // A job always ends; the run ends with it.
                Thread.onSpinWait();
            }
        }
    }
}
