package io.brickyard.load.run;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

import io.brickyard.load.engine.Completion;
import io.brickyard.load.engine.Engine;
import io.brickyard.load.engine.EngineFile;
import io.brickyard.load.engine.IoOp;
import io.brickyard.load.engine.IoUnit;
import io.brickyard.load.job.BlockSizes;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.Direction;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.pace.Clock;
import io.brickyard.load.record.JobRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Runs one job: keeps as many I/Os under way as its depth, each at its time, and counts how they end.
 *
 * <p>Without a rate a completion starts the next I/O itself, on whichever thread it runs. With one, the job's own thread
 * waits for the moments that the rate means, and nobody else ever waits. If all units are under way at such a moment, the
 * I/O starts late, and its response time tells.
 */
final class JobRunner implements Completion {
    private final JobSpec job;
    private final Engine engine;
    private final List<EngineFile> files;
    private final JobSource source;
    private final Clock clock;
    private final RunControl control;
    private final JobRecorder recorder;
    private final JobFaults faults;
    private final List<BufferFill> data = new ArrayList<>();
    private final boolean inline;
    private final boolean chained;
    private final boolean checksReads;
    private final int depth;
    private final Deque<IoUnit> free = new ArrayDeque<>();
    private @Nullable Thread runner;
    private long startNanos;
    private long deadlineNanos = Long.MAX_VALUE;
    private boolean exhausted;
    private boolean timeIsUp;
    private volatile boolean ending;

    JobRunner(JobSpec job, Engine engine, int depth, List<EngineFile> files, JobSource source, Clock clock,
            RunControl control, JobRecorder recorder) {
        this.job = job;
        this.engine = engine;
        this.depth = depth;
        this.files = files;
        this.source = source;
        this.clock = clock;
        this.control = control;
        this.recorder = recorder;
        this.faults = new JobFaults(job);
        this.inline = engine.completesInline();
        this.chained = !inline && !source.paced();
        this.checksReads = job.verifies() && !job.writes();
    }

    JobFaults faults() {
        return faults;
    }

    /** When the job is to end by the clock; the greatest long: never. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    /** Bytes that are still to come; the greatest long if only time ends the job. */
    synchronized long bytesLeft() {
        return source.bytesLeft();
    }

    /** Makes everything that the job needs, on the thread that will run it. */
    void makeReady() {
        runner = Thread.currentThread();
        control.wakeOnStop(runner);
        makeUnits();
    }

    /** Runs the job, which is ready, to its end. */
    void run() {
        startNanos = clock.nanos();
        long measureFrom = startNanos + job.nanos(LoadOption.RAMP_TIME);
        long runtime = job.nanos(LoadOption.RUNTIME);
        deadlineNanos = runtime == 0 ? Long.MAX_VALUE : measureFrom + runtime;
        recorder.begin(measureFrom);
        dispatch();
        if (source.paced() && deadlineNanos != Long.MAX_VALUE && timeIsUp) {
            clock.waitUntil(deadlineNanos, this::ended);
            recorder.wentOnUntil(deadlineNanos);
        }
        if (job.writes() && job.yes(LoadOption.END_FSYNC)) {
            syncAll();
        }
        if (!ended() && readBack()) {
            dispatch();
        }
    }

    private synchronized boolean readBack() {
        exhausted = false;
        deadlineNanos = Long.MAX_VALUE;
        return source.readBack();
    }

    private boolean ended() {
        return ending || control.stopped();
    }

    private void makeUnits() {
        int bytes = (int) BlockSizes.of(job).largest();
        for (int slot = 0; slot < depth; slot++) {
            var unit = new IoUnit(slot, bytes, this);
            var fill = new BufferFill(job.yes(LoadOption.ZERO_BUFFERS), job.yes(LoadOption.REFILL_BUFFERS),
                    job.seed() + slot);
            data.add(fill);
            if (job.writes()) {
                fill.fill(unit.buffer);
            }
            free.add(unit);
        }
    }

    /** Submits until there is nothing more to do, then waits for what is under way. */
    private void dispatch() {
        while (true) {
            IoUnit unit = takeFree();
            if (unit == null || !choose(unit) || !awaitTurn(unit)) {
                break;
            }
            start(unit);
            if (inline) {
                startAgainAndAgain(unit);
            }
        }
        awaitAll();
    }

    /** An engine that completes inline leaves the only unit here: it need not go through the free ones each time. */
    private void startAgainAndAgain(IoUnit unit) {
        while (choose(unit)) {
            if (!awaitTurn(unit)) {
                return;
            }
            start(unit);
        }
    }

    /** Waits for the moment at which a unit is meant to start; false if the job ends before, the unit being free then. */
    private boolean awaitTurn(IoUnit unit) {
        if (unit.intendedNanos == JobSource.AT_ONCE) {
            return true;
        }
        clock.waitUntil(unit.intendedNanos, this::ended);
        if (ended()) {
            giveBack(unit);
            return false;
        }
        return true;
    }

    /** A unit that is not under way, waiting for one; null if nothing more is to be started. */
    private @Nullable IoUnit takeFree() {
        while (true) {
            synchronized (this) {
                if (exhausted || ended()) {
                    return null;
                }
                IoUnit unit = free.poll();
                if (unit != null) {
                    return unit;
                }
            }
            LockSupport.park(this);
        }
    }

    private void awaitAll() {
        while (true) {
            synchronized (this) {
                if (free.size() == depth) {
                    return;
                }
            }
            LockSupport.park(this);
        }
    }

    private synchronized void giveBack(IoUnit unit) {
        free.add(unit);
    }

    /** Decides what a unit does next; if nothing, it is free again. */
    private synchronized boolean choose(IoUnit unit) {
        long now = clock.nanos();
        if (!exhausted && !ended() && now < deadlineNanos && source.next(unit)) {
            if (unit.intendedNanos == JobSource.AT_ONCE) {
                unit.underWay = depth - free.size();
                return true;
            }
            unit.intendedNanos += startNanos;
            if (unit.intendedNanos < deadlineNanos) {
                unit.underWay = depth - free.size();
                return true;
            }
        }
        timeIsUp = deadlineNanos != Long.MAX_VALUE && (now >= deadlineNanos || unit.intendedNanos >= deadlineNanos);
        exhausted = true;
        free.add(unit);
        return false;
    }

    private void start(IoUnit unit) {
        unit.file = files.get(unit.request.file);
        if (unit.op == IoOp.WRITE) {
            data.get(unit.slot).stamp(unit.buffer, unit.request.offset, unit.request.length);
            if (job.verifies()) {
                VerifyHeader.put(unit.buffer, unit.request.offset, unit.request.length, job.seed());
            }
        }
        unit.startNanos = clock.nanos();
        if (unit.intendedNanos == JobSource.AT_ONCE) {
            unit.intendedNanos = unit.startNanos;
        }
        engine.submit(unit);
    }

    @Override
    public void completed(IoUnit unit) {
        long now = clock.nanos();
        IOException error = unit.error;
        if (error != null) {
            recorder.failed(String.valueOf(error.getMessage()), now);
            if (faults.failed(unit, error)) {
                ending = true;
            }
        } else {
            recorder.ended(unit, now, inline);
            examine(unit);
        }
        if (chained && choose(unit)) {
            start(unit);
            return;
        }
        if (inline) {
            return;
        }
        if (!chained) {
            giveBack(unit);
        }
        LockSupport.unpark(Objects.requireNonNull(runner));
    }

    private void examine(IoUnit unit) {
        if (unit.op == IoOp.WRITE && job.verifies()) {
            synchronized (this) {
                source.wrote(unit);
            }
        } else if (unit.op == IoOp.READ && (checksReads || source.readingBack())) {
            String fault = VerifyHeader.fault(unit.buffer, unit.request.offset, unit.request.length);
            if (fault != null && faults.differs(unit, fault)) {
                ending = true;
            }
        }
    }

    /** One fsync for each file, when all writes have ended. */
    private void syncAll() {
        List<IoUnit> units;
        synchronized (this) {
            units = new ArrayList<>(free);
        }
        IoUnit unit = units.getFirst();
        for (int file = 0; file < files.size(); file++) {
            synchronized (this) {
                free.remove(unit);
                exhausted = true;
            }
            unit.op = IoOp.FSYNC;
            unit.request.file = file;
            unit.request.direction = Direction.WRITE;
            unit.intendedNanos = JobSource.AT_ONCE;
            start(unit);
            if (inline) {
                giveBack(unit);
            }
            awaitAll();
        }
    }
}
