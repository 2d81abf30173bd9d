/** The language in which people say what the throttle shall hold back, and how much of it. */
@NullMarked
package io.brickyard.xlator.throttle.policy;

import org.jspecify.annotations.NullMarked;
