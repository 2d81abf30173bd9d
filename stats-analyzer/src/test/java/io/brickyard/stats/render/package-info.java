@NullMarked
package io.brickyard.stats.render;

import org.jspecify.annotations.NullMarked;
