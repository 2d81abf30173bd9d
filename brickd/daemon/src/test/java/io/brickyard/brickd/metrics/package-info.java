@NullMarked
package io.brickyard.brickd.metrics;

import org.jspecify.annotations.NullMarked;
