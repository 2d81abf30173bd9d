/** Tests of the package. */
@NullMarked
package io.brickyard.xlator.throttle.policy;

import org.jspecify.annotations.NullMarked;
