/** What the changelogs of replicas say: who is right, who is to be healed, what to undo. Knows no network and no clock. */
@NullMarked
package io.brickyard.heal.afr;

import org.jspecify.annotations.NullMarked;
