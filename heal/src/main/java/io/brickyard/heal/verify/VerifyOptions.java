package io.brickyard.heal.verify;

import io.brickyard.heal.run.PathFilter;

/**
 * How to compare.
 *
 * @param jobs how many entries are compared at a time
 * @param wanted paths that are compared
 * @param repair whether to make copies that differ from most like those
 */
public record VerifyOptions(int jobs, PathFilter wanted, boolean repair) {}
