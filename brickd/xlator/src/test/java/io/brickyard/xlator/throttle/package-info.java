/** Tests of the package. */
@NullMarked
package io.brickyard.xlator.throttle;

import org.jspecify.annotations.NullMarked;
