/** What readers yield: dumps with their counters as printed, before units are decided. */
@NullMarked
package io.brickyard.stats.dump;

import org.jspecify.annotations.NullMarked;
