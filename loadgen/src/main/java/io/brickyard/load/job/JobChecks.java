package io.brickyard.load.job;

import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.Numbers;
import io.brickyard.load.option.OptionException;

/** What options of one job have to do with each other. */
final class JobChecks {
    private static final int HEADER_BYTES = 32;

    private JobChecks() {
    }

    static void check(JobSpec job) {
        if (job.yes(LoadOption.TIME_BASED) && job.nanos(LoadOption.RUNTIME) == 0) {
            throw wrong(job, "time_based wants runtime=TIME, after which the job ends");
        }
        if (!job.rwArgument().isEmpty()) {
            argument(job);
        }
        if (job.values().has(LoadOption.WRITE_HIST_LOG) && job.nanos(LoadOption.LOG_HIST_MSEC) == 0) {
            throw wrong(job, "write_hist_log wants log_hist_msec=MSEC, the time that each line is for");
        }
        if (job.verifies()) {
            verify(job);
        }
        EngineChecks.check(job);
        if (job.number(LoadOption.FSYNC) > 0 && job.number(LoadOption.FDATASYNC) > 0) {
            throw wrong(job, "fsync and fdatasync contradict each other; leave one of them out");
        }
        if (job.name().isEmpty()) {
            throw new OptionException("name: a job has no name; give it one");
        }
    }

    private static void argument(JobSpec job) {
        try {
            long argument = Numbers.size(job.rwArgument());
            if (job.random() && argument < 1) {
                throw new OptionException("'" + job.rwArgument() + "' is no number of I/Os");
            }
        } catch (OptionException e) {
            throw wrong(job, "rw=" + job.text(LoadOption.RW) + ": " + e.getMessage());
        }
    }

    private static void verify(JobSpec job) {
        if (BlockSizes.of(job).smallest() <= HEADER_BYTES) {
            throw wrong(job, "verify puts 32 bytes into each block, so that bs must be more than that");
        }
    }

    private static OptionException wrong(JobSpec job, String message) {
        return new OptionException("job " + job.name() + ": " + message);
    }
}
