/** What to tune first: from the place of a bottleneck to settings and measurements. */
@NullMarked
package io.brickyard.stats.advice;

import org.jspecify.annotations.NullMarked;
