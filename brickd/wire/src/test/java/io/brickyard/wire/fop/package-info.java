/** Tests of the package. */
@NullMarked
package io.brickyard.wire.fop;

import org.jspecify.annotations.NullMarked;
