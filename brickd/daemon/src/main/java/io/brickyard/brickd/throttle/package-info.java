/** The throttle of a running server: who may change it, by what messages, and how others see it. */
@NullMarked
package io.brickyard.brickd.throttle;

import org.jspecify.annotations.NullMarked;
