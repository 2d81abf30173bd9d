/** Tests of the package. */
@NullMarked
package io.brickyard.xlator.iothreads;

import org.jspecify.annotations.NullMarked;
