/** Packets of a real capture in every form. */
@NullMarked
package io.brickyard.stats.capture;

import org.jspecify.annotations.NullMarked;
