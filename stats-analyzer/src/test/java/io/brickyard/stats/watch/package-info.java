@NullMarked
package io.brickyard.stats.watch;

import org.jspecify.annotations.NullMarked;
