/** A brick's place in a volume that glusterd manages: what glusterd keeps for it, asks of it and tells it. */
@NullMarked
package io.brickyard.brickd.glusterd;

import org.jspecify.annotations.NullMarked;
