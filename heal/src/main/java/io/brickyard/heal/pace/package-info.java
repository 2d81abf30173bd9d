/** How fast a run may go: rates at the sender, rates that follow what users experience, and the waiting for both. */
@NullMarked
package io.brickyard.heal.pace;

import org.jspecify.annotations.NullMarked;
