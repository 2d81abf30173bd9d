package io.brickyard.load.output;

import java.util.List;

import io.brickyard.load.job.BlockSizes;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.run.RunningJob;

/** What is said of the jobs before they begin, as fio says it. */
public final class StartText {
    private StartText() {
    }

    /** A line for each job, dots for clones, and how many there are. */
    public static String of(List<RunningJob> jobs, String version) {
        StringBuilder text = new StringBuilder();
        for (RunningJob job : jobs) {
            JobSpec spec = job.spec();
            if (spec.index() == 1) {
                text.append("...\n");
            } else if (spec.index() == 0) {
                BlockSizes sizes = BlockSizes.of(spec);
                text.append(spec.name()).append(": (g=").append(spec.group()).append("): rw=").append(spec.rw())
                        .append(", bs=(R) ").append(sizes.read().min()).append("B-").append(sizes.read().max())
                        .append("B, (W) ").append(sizes.write().min()).append("B-").append(sizes.write().max())
                        .append("B, ioengine=").append(spec.text(LoadOption.IOENGINE)).append(", iodepth=")
                        .append(job.depth()).append(", seed=").append(spec.baseSeed()).append('\n');
            }
        }
        text.append("brickyard ").append(version).append('\n');
        text.append("Starting ").append(jobs.size()).append(jobs.size() == 1 ? " thread" : " threads").append('\n');
        return text.toString();
    }
}
