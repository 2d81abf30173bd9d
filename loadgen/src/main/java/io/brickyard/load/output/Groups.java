package io.brickyard.load.output;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.load.option.LoadOption;
import io.brickyard.load.record.JobResult;

/** Puts the jobs of a group together where group_reporting asks for it. */
final class Groups {
    private Groups() {
    }

    /** What is shown: jobs, and groups as one. */
    static List<JobResult> shown(List<JobResult> jobs) {
        List<JobResult> shown = new ArrayList<>();
        for (JobResult job : jobs) {
            JobResult last = shown.isEmpty() ? null : shown.getLast();
            boolean joins = last != null && job.spec().yes(LoadOption.GROUP_REPORTING)
                    && last.spec().yes(LoadOption.GROUP_REPORTING) && last.spec().group() == job.spec().group();
            if (joins && last != null) {
                last.merge(job);
            } else {
                shown.add(job.copy());
            }
        }
        return shown;
    }

    /** All jobs of a group as one, for its summary. */
    static JobResult sum(List<JobResult> jobs) {
        JobResult sum = jobs.getFirst().copy();
        jobs.subList(1, jobs.size()).forEach(sum::merge);
        return sum;
    }
}
