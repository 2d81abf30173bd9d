/** Tests of the package. */
@NullMarked
package io.brickyard.wire.program;

import org.jspecify.annotations.NullMarked;
