/** The translator debug/io-stats: what it counts, what readers see of it, and the dumps. */
@NullMarked
package io.brickyard.xlator.stats;

import org.jspecify.annotations.NullMarked;
