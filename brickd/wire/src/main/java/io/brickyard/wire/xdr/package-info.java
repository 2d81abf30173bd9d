/** XDR primitives over byte buffers: bounds-checked reading, growing writing, one exception for malformed input. */
@NullMarked
package io.brickyard.wire.xdr;

import org.jspecify.annotations.NullMarked;
