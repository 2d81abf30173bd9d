package io.brickyard.load.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What holds for a whole run.
 *
 * @param readOnly no job may write or lay out anything
 * @param statusNanos time between two reports of what came in between; 0: none
 * @param hdrLog where histograms go, a line for each second, job and direction
 */
public record RunOptions(boolean readOnly, long statusNanos, Optional<Path> hdrLog) {}
