/** Tests of the package. */
@NullMarked
package io.brickyard.xlator.throttle.workload;

import org.jspecify.annotations.NullMarked;
