package io.brickyard.xlator.stats;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * All that a probe has counted, as of one moment; immutable.
 *
 * @param probe the probe's unique id, by default its name in the volfile
 * @param cumulative since the probe was made
 * @param interval since the interval was last taken
 * @param intervalNumber how often it was taken before, so 0 for the first
 * @param openFiles files open now
 * @param mostOpenFiles files open at any one time
 * @param mostOpenSince when that was reached, null before any was opened
 */
public record IoStatsSnapshot(String probe, StatsWindow cumulative, StatsWindow interval, int intervalNumber,
        long openFiles, long mostOpenFiles, @Nullable Instant mostOpenSince) {}
