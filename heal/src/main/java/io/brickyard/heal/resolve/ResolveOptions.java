package io.brickyard.heal.resolve;

import io.brickyard.heal.run.PathFilter;

/**
 * How to end split-brains.
 *
 * @param policy chooses the copy
 * @param wanted paths that are looked at
 * @param dryRun whether to tell only
 * @param losers keeps the copies that were not chosen
 */
public record ResolveOptions(Policy policy, PathFilter wanted, boolean dryRun, Losers losers) {}
