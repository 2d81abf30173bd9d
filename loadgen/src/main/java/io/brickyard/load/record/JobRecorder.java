package io.brickyard.load.record;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.brickyard.load.engine.IoOp;
import io.brickyard.load.engine.IoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a job does. Whatever thread an I/O ends on counts it under this object's lock; a reader takes what came since
 * the last time, and adds it up elsewhere.
 */
public final class JobRecorder {
    private final List<SampleLog> logs = new CopyOnWriteArrayList<>();
    private final boolean paced;
    private Tally now = new Tally();
    private Tally taken = new Tally();
    private long firstNanos = Long.MIN_VALUE;
    private long lastNanos;

    /**
     * @param paced response times are counted as well
     */
    public JobRecorder(boolean paced) {
        this.paced = paced;
    }

    /** Also writes each I/O to a log. */
    public void log(SampleLog log) {
        logs.add(log);
    }

    /**
     * The measurement begins at a moment: I/Os that start from then on count, those too that were meant to start before. A
     * job that cannot keep its rate has no others.
     */
    public synchronized void begin(long nanos) {
        firstNanos = nanos;
        lastNanos = nanos;
    }

    /**
     * An I/O ended.
     *
     * @param inline the engine has no submission latency
     */
    public synchronized void ended(IoUnit unit, long endNanos, boolean inline) {
        lastNanos = Math.max(lastNanos, endNanos);
        if (unit.startNanos < firstNanos) {
            return;
        }
        if (unit.op != IoOp.READ && unit.op != IoOp.WRITE) {
            now.sync.record(endNanos - unit.startNanos);
            return;
        }
        DirectionStats stats = now.of(unit.request.direction);
        long issued = inline ? unit.startNanos : unit.issueNanos;
        stats.count(unit.done);
        now.submitted(unit.underWay);
        stats.completion.record(endNanos - issued);
        stats.total.record(endNanos - unit.startNanos);
        if (!inline) {
            stats.submission.record(issued - unit.startNanos);
        }
        if (paced) {
            stats.response.record(endNanos - unit.intendedNanos);
        }
        for (SampleLog log : logs) {
            log.add(endNanos - firstNanos, unit, inline ? 0 : issued - unit.startNanos, endNanos - issued,
                    endNanos - unit.startNanos);
        }
    }

    /** An I/O failed. */
    public synchronized void failed(String reason, long nanos) {
        lastNanos = Math.max(lastNanos, nanos);
        now.failed(reason);
    }

    /**
     * Takes what was counted since the last time. It is the caller's until the next time, when its memory is used again;
     * for one thread alone.
     */
    public Tally take() {
        taken.clear();
        synchronized (this) {
            Tally full = now;
            now = taken;
            taken = full;
            return full;
        }
    }

    /** When the measurement began; null: not yet. */
    public synchronized @Nullable Long beganNanos() {
        return firstNanos == Long.MIN_VALUE ? null : firstNanos;
    }

    /** From the begin of the measurement to the last I/O that ended, in nanoseconds. */
    public synchronized long measuredNanos() {
        return firstNanos == Long.MIN_VALUE ? 0 : lastNanos - firstNanos;
    }

    /** The job went on until then, even if no I/O ended. */
    public synchronized void wentOnUntil(long nanos) {
        lastNanos = Math.max(lastNanos, nanos);
    }
}
