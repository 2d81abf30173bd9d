package io.brickyard.load.run;

import java.util.List;

import io.brickyard.load.record.JobResult;

/**
 * What came out of a run.
 *
 * @param jobs in the order in which they were given
 * @param interrupted it was stopped before its end
 * @param elapsedNanos from begin to end
 * @param startMillis when it began, in milliseconds since 1970
 */
public record RunResult(List<JobResult> jobs, boolean interrupted, long elapsedNanos, long startMillis) {

    /** Whether an I/O failed. */
    public boolean failed() {
        return jobs.stream().anyMatch(it -> it.failed() > 0);
    }

    /** Whether a block differs from what was written. */
    public boolean differs() {
        return jobs.stream().anyMatch(it -> it.differing() > 0);
    }
}
