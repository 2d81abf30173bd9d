package io.brickyard.load.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.brickyard.load.pace.Clock;
import io.brickyard.load.record.HdrLog;
import io.brickyard.load.record.Tally;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the jobs counted, at even times, and passes it on: to samples, logs, interval reports and the live line. Runs
 * on one thread.
 */
final class Collector {
    private static final long SAMPLE_NANOS = 500_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long MILLI_NANOS = 1_000_000L;

    private final List<RunningJob> jobs;
    private final RunListener listener;
    private final Clock clock;
    private final @Nullable HdrLog hdrLog;
    private final long startNanos;
    private final long tickNanos;
    private final SampleWindow samples;
    private final Window status;
    private final Window hdr;
    private final ProgressMeter meter;
    private final Thread owner = Thread.currentThread();
    private long lastTick;
    private long lastTickStart;
    private volatile boolean woken;

    Collector(List<RunningJob> jobs, RunOptions options, RunListener listener, Clock clock, @Nullable HdrLog hdrLog,
            long startNanos) {
        this.jobs = jobs;
        this.listener = listener;
        this.clock = clock;
        this.hdrLog = hdrLog;
        this.startNanos = startNanos;
        this.lastTick = startNanos;
        this.lastTickStart = startNanos;
        this.samples = new SampleWindow(jobs.size(), startNanos);
        this.status = new Window(options.statusNanos());
        this.hdr = new Window(hdrLog == null ? 0 : SECOND_NANOS);
        this.meter = new ProgressMeter(jobs, startNanos);
        long tick = SAMPLE_NANOS;
        if (options.statusNanos() > 0) {
            tick = gcd(tick, options.statusNanos());
        }
        for (RunningJob job : jobs) {
            tick = job.histogramNanos() > 0 ? gcd(tick, job.histogramNanos()) : tick;
        }
        this.tickNanos = Math.max(tick, MILLI_NANOS);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** A job ended: looks at once. */
    void wake() {
        woken = true;
        LockSupport.unpark(owner);
    }

    void awaitTick() {
        long due = startNanos + ((lastTick - startNanos) / tickNanos + 1) * tickNanos;
        while (!woken) {
            long left = due - clock.nanos();
            if (left <= 0) {
                return;
            }
            LockSupport.parkNanos(this, left);
        }
        woken = false;
    }

    void tick() throws IOException {
        long now = clock.nanos();
        for (int i = 0; i < jobs.size(); i++) {
            Tally delta = jobs.get(i).take(now);
            samples.add(i, delta);
            status.add(i, delta);
            hdr.add(i, delta);
            meter.add(delta);
        }
        lastTick = now;
        if (isOver(samples.fromNanos(), SAMPLE_NANOS, now)) {
            samples.restart(now, jobs);
        }
        if (status.over(now)) {
            report(now);
        }
        if (hdr.over(now)) {
            writeHdr(now);
        }
        listener.progress(meter.progress(now, now - lastTickStart));
        lastTickStart = now;
    }

    /** The last of what was counted, even if its time is not full. */
    void finish() throws IOException {
        tick();
        long now = clock.nanos();
        if (status.length > 0 && status.any()) {
            report(now);
        }
        if (hdr.length > 0) {
            writeHdr(now);
        }
    }

    private void report(long now) {
        List<IntervalReport.OfJob> ofJobs = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            ofJobs.add(new IntervalReport.OfJob(jobs.get(i).spec(), status.tallies.get(i)));
        }
        listener.interval(new IntervalReport(millis(status.fromNanos), millis(now), ofJobs));
        status.restart(now);
    }

    private void writeHdr(long now) {
        if (hdrLog != null) {
            for (int i = 0; i < jobs.size(); i++) {
                hdrLog.add(jobs.get(i).spec(), hdr.tallies.get(i), millis(hdr.fromNanos), millis(now));
            }
            hdr.restart(now);
        }
    }

    /** Ticks come a little late; half a tick early is meant to be this one. */
    private boolean isOver(long fromNanos, long length, long now) {
        return now - fromNanos >= length - tickNanos / 2;
    }

    private long millis(long nanos) {
        return (nanos - startNanos) / MILLI_NANOS;
    }

    /** What came of each job since some moment. */
    private final class Window {
        private final long length;
        private final List<Tally> tallies = new ArrayList<>();
        private long fromNanos = startNanos;

        Window(long length) {
            this.length = length;
            jobs.forEach(it -> tallies.add(new Tally()));
        }

        void add(int job, Tally delta) {
            if (length > 0) {
                tallies.get(job).add(delta);
            }
        }

        boolean over(long now) {
            return length > 0 && isOver(fromNanos, length, now);
        }

        boolean any() {
            return tallies.stream().anyMatch(it -> it.read.ios() + it.write.ios() + it.errorCount() > 0);
        }

        void restart(long now) {
            fromNanos = now;
            tallies.replaceAll(it -> new Tally());
        }
    }
}
