@NullMarked
package io.brickyard.stats.read;

import org.jspecify.annotations.NullMarked;
