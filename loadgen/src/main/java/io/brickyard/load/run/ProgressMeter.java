package io.brickyard.load.run;

import java.util.List;

import io.brickyard.load.record.Tally;

/** Works out how far a run is: by the clock where a job has a runtime, else by bytes. */
final class ProgressMeter {
    private final List<RunningJob> jobs;
    private final long startNanos;
    private Tally since = new Tally();
    private long bytesDone;

    ProgressMeter(List<RunningJob> jobs, long startNanos) {
        this.jobs = jobs;
        this.startNanos = startNanos;
    }

    void add(Tally delta) {
        since.add(delta);
        bytesDone += delta.read.bytes() + delta.write.bytes();
    }

    /** Takes what came since the last time. */
    Progress progress(long now, long tallyNanos) {
        int running = 0;
        boolean ramping = false;
        long eta = 0;
        long left = 0;
        for (RunningJob job : jobs) {
            if (job.over()) {
                continue;
            }
            running++;
            Long began = job.beganNanos();
            ramping |= began != null && began > now;
            long deadline = job.deadlineNanos();
            long bytes = job.bytesLeft();
            if (deadline != Long.MAX_VALUE) {
                eta = Math.max(eta, deadline - now);
            }
            left = bytes == Long.MAX_VALUE || left == Long.MAX_VALUE ? Long.MAX_VALUE : left + bytes;
        }
        long elapsed = now - startNanos;
        if (left != Long.MAX_VALUE && bytesDone > 0) {
            long byBytes = (long) ((double) elapsed / bytesDone * left);
            eta = eta == 0 ? byBytes : Math.min(eta, byBytes);
        }
        boolean known = eta > 0 || running == 0;
        Tally taken = since;
        since = new Tally();
        return new Progress(running, jobs.size(), ramping, elapsed,
                known ? (double) elapsed / (elapsed + eta) : Double.NaN, known ? eta : -1, taken, tallyNanos);
    }
}
