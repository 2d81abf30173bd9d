/** Tests of the package. */
@NullMarked
package io.brickyard.xlator.stats;

import org.jspecify.annotations.NullMarked;
