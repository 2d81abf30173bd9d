/** Tests across the protocol's layers: bytes of real sessions, fuzzing. */
@NullMarked
package io.brickyard.wire;

import org.jspecify.annotations.NullMarked;
