/** Dumps that are written while they are looked at. */
@NullMarked
package io.brickyard.stats.watch;

import org.jspecify.annotations.NullMarked;
