/** What the I/O goes through. */
@NullMarked
package io.brickyard.load.engine;

import org.jspecify.annotations.NullMarked;
