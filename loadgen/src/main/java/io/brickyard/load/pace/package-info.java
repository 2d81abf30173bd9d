/** When each I/O is meant to start. Knows no clock but the one it is given. */
@NullMarked
package io.brickyard.load.pace;

import org.jspecify.annotations.NullMarked;
