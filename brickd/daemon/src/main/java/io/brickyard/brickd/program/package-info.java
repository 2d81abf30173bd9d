/** What clients may call: DUMP, handshake, port map and file operations. */
@NullMarked
package io.brickyard.brickd.program;

import org.jspecify.annotations.NullMarked;
