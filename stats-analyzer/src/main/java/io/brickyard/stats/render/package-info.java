/** One renderer per output format. */
@NullMarked
package io.brickyard.stats.render;

import org.jspecify.annotations.NullMarked;
