package io.brickyard.load;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.brickyard.load.job.JobCollector;
import io.brickyard.load.job.JobFileParser;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.job.JobSpecs;

/** Makes jobs of a few words. */
public final class Jobs {
    private Jobs() {
    }

    /** One job with these options, such as {@code rw=randread}, called j. */
    public static JobSpec of(String... options) {
        return all("[j]\n" + String.join("\n", options)).getFirst();
    }

    /** All jobs of a job file. */
    public static List<JobSpec> all(String file) {
        var jobs = new JobCollector(Set.of());
        new JobFileParser(jobs, Map.of("BLOCK", "8k")).parse(file, "test");
        return JobSpecs.of(jobs.jobs());
    }
}
