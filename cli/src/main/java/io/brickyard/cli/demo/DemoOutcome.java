package io.brickyard.cli.demo;

import java.nio.file.Path;

import io.brickyard.load.run.RunResult;
import io.brickyard.stats.StatsReport;

/**
 * What came out of a demonstration.
 *
 * @param run what load measured
 * @param report what the dumps of both stacks say
 * @param home the directory that held everything
 */
public record DemoOutcome(RunResult run, StatsReport report, Path home) {

    /** Whether there is anything to show: after an early end there may be no calls. */
    public boolean hasTable() {
        return !report.tables().isEmpty();
    }
}
