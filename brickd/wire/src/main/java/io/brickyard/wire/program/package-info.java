/** Messages of the other programs: dump, handshake, port map, callbacks. */
@NullMarked
package io.brickyard.wire.program;

import org.jspecify.annotations.NullMarked;
