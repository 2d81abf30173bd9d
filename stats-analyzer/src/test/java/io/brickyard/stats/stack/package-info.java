@NullMarked
package io.brickyard.stats.stack;

import org.jspecify.annotations.NullMarked;
