@NullMarked
package io.brickyard.stats.unit;

import org.jspecify.annotations.NullMarked;
