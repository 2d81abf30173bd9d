/** Tests of the package. */
@NullMarked
package io.brickyard.wire.dict;

import org.jspecify.annotations.NullMarked;
