/** Turns dumps of GlusterFS io-stats probes into a per-translator latency delta table. */
@NullMarked
package io.brickyard.stats;

import org.jspecify.annotations.NullMarked;
