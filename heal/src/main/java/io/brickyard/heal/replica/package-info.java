/** The replica sets of a volume: what a volume file says of them, connections, locks, and what their copies say. */
@NullMarked
package io.brickyard.heal.replica;

import org.jspecify.annotations.NullMarked;
