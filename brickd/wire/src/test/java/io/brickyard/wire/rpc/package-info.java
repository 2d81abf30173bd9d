/** Tests of the package. */
@NullMarked
package io.brickyard.wire.rpc;

import org.jspecify.annotations.NullMarked;
