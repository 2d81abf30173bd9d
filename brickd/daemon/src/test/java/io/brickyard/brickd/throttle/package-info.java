@NullMarked
package io.brickyard.brickd.throttle;

import org.jspecify.annotations.NullMarked;
