package io.brickyard.load.curve;

import io.brickyard.load.record.JobResult;
import io.brickyard.load.record.LatencyStat;
import io.brickyard.load.run.RunResult;

/**
 * What one run of a curve showed.
 *
 * @param percent of the greatest throughput; 0 for the run that found it
 * @param wantedIops what the rate meant; 0 for the run without a rate
 * @param run the run itself
 */
public record CurvePoint(double percent, double wantedIops, RunResult run) {

    /** I/Os per second of all jobs. */
    public double iops() {
        return run.jobs().stream()
                .mapToDouble(it -> it.perSecond(it.tally().read.ios() + it.tally().write.ios()))
                .sum();
    }

    /** Bytes per second of all jobs. */
    public double bytesPerSecond() {
        return run.jobs().stream()
                .mapToDouble(it -> it.perSecond(it.tally().read.bytes() + it.tally().write.bytes()))
                .sum();
    }

    /** Response times of all I/Os; without a rate the latencies. */
    public LatencyStat response() {
        var all = new LatencyStat();
        for (JobResult job : run.jobs()) {
            boolean paced = percent > 0;
            all.add(paced ? job.tally().read.response : job.tally().read.total);
            all.add(paced ? job.tally().write.response : job.tally().write.total);
        }
        return all;
    }

    /** Service times of all I/Os: what the engine took for each. */
    public LatencyStat service() {
        var all = new LatencyStat();
        run.jobs().forEach(job -> {
            all.add(job.tally().read.total);
            all.add(job.tally().write.total);
        });
        return all;
    }
}
