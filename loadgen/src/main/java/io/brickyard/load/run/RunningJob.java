package io.brickyard.load.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.brickyard.load.engine.Engine;
import io.brickyard.load.engine.EngineFile;
import io.brickyard.load.engine.EngineSettings;
import io.brickyard.load.engine.ThreadUse;
import io.brickyard.load.gluster.ClientStacks;
import io.brickyard.load.job.BlockSizes;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.Direction;
import io.brickyard.load.option.EngineKind;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.pace.Clock;
import io.brickyard.load.pace.TimerSlack;
import io.brickyard.load.record.JobRecorder;
import io.brickyard.load.record.JobResult;
import io.brickyard.load.record.Tally;
import io.brickyard.load.workload.FileRegion;
import org.jspecify.annotations.Nullable;

/** One job of a run from the first look at its files to its result. */
public final class RunningJob {
    private final JobSpec spec;
    private final Clock clock;
    private final RunControl control;
    private final Engine engine;
    private final int depth;
    private final JobResult result;
    private final JobLogs logs;
    private final List<EngineFile> files = new ArrayList<>();
    private final FileLayout layout;
    private final WriteGuard guard;
    private @Nullable JobSource source;
    private @Nullable JobRecorder recorder;
    private volatile @Nullable JobRunner runner;
    private ThreadUse use = ThreadUse.NONE;
    private volatile boolean over;
    private volatile @Nullable RuntimeException bug;

    RunningJob(JobSpec spec, Clock clock, RunControl control, WriteGuard guard, ClientStacks stacks) {
        this.spec = spec;
        this.clock = clock;
        this.control = control;
        this.guard = guard;
        EngineKind kind = EngineKind.named(spec.text(LoadOption.IOENGINE));
        this.depth = kind.depth(spec.count(LoadOption.IODEPTH));
        this.engine = EngineMaker.make(kind, new EngineSettings(spec, depth, clock, this::used), stacks);
        this.result = new JobResult(spec);
        this.logs = new JobLogs(spec);
        this.layout = new FileLayout(spec, engine, guard, BlockSizes.of(spec).smallest());
    }

    public JobSpec spec() {
        return spec;
    }

    /** I/Os that it keeps under way. */
    public int depth() {
        return depth;
    }

    /**
     * Makes its files ready, opens them.
     *
     * @param told what was said of other jobs, which clones of one that share its files need not say again
     */
    void prepare(RunListener listener, Set<String> told) throws LoadException {
        guard.check(spec);
        List<FileRegion> regions = layout.prepare();
        if (layout.writtenBytes() > 0) {
            listener.message(spec.name() + ": Laying out IO file" + (layout.laidOut().size() == 1 ? "" : "s") + " ("
                    + layout.laidOut().size() + " file" + (layout.laidOut().size() == 1 ? "" : "s") + " / "
                    + (layout.writtenBytes() >> 20) + "MiB): " + String.join(", ", layout.laidOut()));
        }
        String reused = spec.name() + ": Using again what load laid out: " + String.join(", ", layout.reused());
        if (!layout.reused().isEmpty() && told.add(reused)) {
            listener.message(reused);
        }
        for (String path : spec.files()) {
            try {
                EngineFile file = engine.open(path, spec.writes());
                files.add(file);
                if (spec.yes(LoadOption.INVALIDATE)) {
                    file.settle(true);
                }
            } catch (IOException e) {
                throw new LoadException(IoFailures.describe(path, e), e);
            }
        }
        source = new JobSource(spec, regions);
        recorder = new JobRecorder(source.paced());
        logs.attach(recorder);
    }

    /** Does its I/O on the calling thread, beginning with the others. */
    void run(StartLine line) {
        try {
            TimerSlack.least();
            ThreadUse before = ThreadUse.ofThisThread();
            JobRunner running = ready(line);
            clock.waitUntil(clock.nanos() + spec.nanos(LoadOption.STARTDELAY), control::stopped);
            running.run();
            used(ThreadUse.ofThisThread().since(before));
        } catch (RuntimeException e) {
            bug = e;
        } finally {
            engine.close();
            over = true;
        }
    }

    private JobRunner ready(StartLine line) {
        try {
            var made = new JobRunner(spec, engine, depth, files, Objects.requireNonNull(source), clock, control,
                    Objects.requireNonNull(recorder));
            made.makeReady();
            runner = made;
            return made;
        } finally {
            line.arrive();
            line.await();
        }
    }

    private synchronized void used(ThreadUse more) {
        use = use.plus(more);
    }

    /** Whether it has ended. */
    boolean over() {
        return over;
    }

    /** Takes what came since the last time, and feeds logs and result with it. */
    Tally take(long nowNanos) throws IOException {
        JobRecorder counts = recorder;
        if (counts == null) {
            return new Tally();
        }
        Tally delta = counts.take();
        result.add(delta);
        Long began = counts.beganNanos();
        if (began != null && nowNanos > began) {
            logs.histogram(delta, nowNanos - began);
        }
        return delta;
    }

    /**
     * Counts a sample of bandwidth if the job was measured for all of a time.
     *
     * @param bytes that it moved in that time
     * @param ios that ended in it
     */
    void sample(Direction direction, long bytes, long ios, long fromNanos, long toNanos) {
        JobRecorder counts = recorder;
        Long began = counts == null ? null : counts.beganNanos();
        if (began == null || fromNanos < began || over) {
            return;
        }
        if (ios > 0 || result.tally().of(direction).ios() > 0) {
            result.sample(direction, bytes, ios, toNanos - fromNanos);
        }
    }

    /** Time between two lines of its histogram log; 0: there is none. */
    long histogramNanos() {
        return logs.histogramNanos();
    }

    /** When it will end by the clock; the greatest long: not by the clock. */
    long deadlineNanos() {
        JobRunner running = runner;
        return running == null ? Long.MAX_VALUE : running.deadlineNanos();
    }

    /** Bytes that are still to come; the greatest long if only time ends it. */
    long bytesLeft() {
        JobRunner running = runner;
        return running == null ? 0 : running.bytesLeft();
    }

    /** When its measurement began; null: it has not. */
    @Nullable
    Long beganNanos() {
        JobRecorder counts = recorder;
        return counts == null ? null : counts.beganNanos();
    }

    /** Closes everything and gives the result. */
    JobResult finish(long nowNanos) throws IOException {
        RuntimeException broken = bug;
        if (broken != null) {
            throw broken;
        }
        take(nowNanos);
        JobRunner ran = runner;
        JobRecorder counts = recorder;
        if (ran != null && counts != null) {
            logs.finish(counts.measuredNanos());
            result.ended(counts.measuredNanos(), use, ran.faults().failedCount(),
                    ran.faults().differingCount(), ran.faults().messages(), engine.cacheState());
        }
        return result;
    }

    /** Closes the files, removes them if that is wanted, and lets go of the engine. */
    void cleanUp() throws IOException {
        try {
            for (EngineFile file : files) {
                file.close();
            }
            if (spec.yes(LoadOption.UNLINK)) {
                for (String path : layout.laidOut()) {
                    engine.unlink(path);
                }
                for (String path : layout.reused()) {
                    engine.unlink(path);
                }
            }
        } finally {
            engine.release();
        }
    }

    /** Ends an engine that never ran. */
    void discard() {
        if (runner == null) {
            engine.close();
        }
    }
}
