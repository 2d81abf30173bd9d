package io.brickyard.xlator.stats;

/**
 * What a dump says: a probe's counters and where the probe stands.
 *
 * @param process the probe's process
 * @param position of the probe among those of its graph, 0 at the top
 * @param snapshot its counters
 */
public record ProbeDump(ProcessIdentity process, int position, IoStatsSnapshot snapshot) {}
