/** Tests of the package. */
@NullMarked
package io.brickyard.xlator;

import org.jspecify.annotations.NullMarked;
