/** Tells nanoseconds from microseconds by evidence. */
@NullMarked
package io.brickyard.stats.unit;

import org.jspecify.annotations.NullMarked;
