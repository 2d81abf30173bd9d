package io.brickyard.load.job;

import io.brickyard.load.option.OptionValues;

/**
 * One job as it was written down, before its clones are made.
 *
 * @param name what it is called in results and file names
 * @param values its own options and those that it inherited
 */
public record NamedJob(String name, OptionValues values) {}
