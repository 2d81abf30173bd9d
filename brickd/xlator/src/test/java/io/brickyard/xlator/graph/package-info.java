/** Tests of the package. */
@NullMarked
package io.brickyard.xlator.graph;

import org.jspecify.annotations.NullMarked;
