package io.brickyard.load.engine;

import java.util.function.Consumer;

import io.brickyard.load.job.JobSpec;
import io.brickyard.load.pace.Clock;

/**
 * What an engine needs to know.
 *
 * @param depth I/Os that will be under way at once
 * @param clock what {@link IoUnit#issueNanos} is measured with
 * @param uses hears what each thread of the engine used when it ends
 */
public record EngineSettings(JobSpec job, int depth, Clock clock, Consumer<ThreadUse> uses) {}
