/** Tests of the package. */
@NullMarked
package io.brickyard.wire.xdr;

import org.jspecify.annotations.NullMarked;
