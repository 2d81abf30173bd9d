/** The protocol's small structures: gfid, iatt, locks, file system figures, error numbers. */
@NullMarked
package io.brickyard.wire.type;

import org.jspecify.annotations.NullMarked;
