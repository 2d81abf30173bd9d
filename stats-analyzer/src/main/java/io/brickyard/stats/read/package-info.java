/** One reader per input format, chosen by content. */
@NullMarked
package io.brickyard.stats.read;

import org.jspecify.annotations.NullMarked;
