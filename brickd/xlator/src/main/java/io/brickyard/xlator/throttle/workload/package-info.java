/** The language in which people say what clients do, so that a policy can be tried without any. */
@NullMarked
package io.brickyard.xlator.throttle.workload;

import org.jspecify.annotations.NullMarked;
