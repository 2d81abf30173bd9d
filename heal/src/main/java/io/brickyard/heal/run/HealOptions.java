package io.brickyard.heal.run;

import java.util.function.Predicate;

/**
 * How to crawl.
 *
 * @param full whether to walk the whole tree, not only what the bricks list
 * @param jobs how many inodes are healed at a time
 * @param dryRun whether to tell only
 * @param wanted paths that are healed
 */
public record HealOptions(boolean full, int jobs, boolean dryRun, Predicate<String> wanted) {}
