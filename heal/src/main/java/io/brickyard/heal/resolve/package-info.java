/** Ends split-brains by a policy: chooses a copy, keeps the others aside, and lets the ordinary heal do the rest. */
@NullMarked
package io.brickyard.heal.resolve;

import org.jspecify.annotations.NullMarked;
