/** What every client of a volume begins with: the management daemon, the bricks that a volume file names, their ports. */
@NullMarked
package io.brickyard.client;

import org.jspecify.annotations.NullMarked;
