package io.brickyard.load.run;

import io.brickyard.load.record.Tally;

/**
 * How far a run is.
 *
 * @param running jobs that run
 * @param all jobs of the run
 * @param ramping nothing is measured yet
 * @param elapsedNanos since the begin
 * @param share what is done, from 0 to 1; NaN if it cannot be known
 * @param etaNanos how long it will go on; -1 if it cannot be known
 * @param tally what came in the last time
 * @param tallyNanos that time
 */
public record Progress(int running, int all, boolean ramping, long elapsedNanos, double share, long etaNanos,
        Tally tally,
        long tallyNanos) {}
