@NullMarked
package io.brickyard.stats;

import org.jspecify.annotations.NullMarked;
