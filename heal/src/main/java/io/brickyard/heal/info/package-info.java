/** What waits for healing, per brick, in the forms in which GlusterFS's own tools show it. */
@NullMarked
package io.brickyard.heal.info;

import org.jspecify.annotations.NullMarked;
