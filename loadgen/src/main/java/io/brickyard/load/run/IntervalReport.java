package io.brickyard.load.run;

import java.util.List;

import io.brickyard.load.job.JobSpec;
import io.brickyard.load.record.Tally;

/**
 * What came in one status interval.
 *
 * @param fromMillis when it began, after the begin of the run
 * @param toMillis when it ended
 */
public record IntervalReport(long fromMillis, long toMillis, List<OfJob> jobs) {

    /** What came of one job. */
    public record OfJob(JobSpec job, Tally tally) {}
}
