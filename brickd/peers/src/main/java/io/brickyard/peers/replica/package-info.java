/** Replicated volumes of bricks of any kind: their clients' volume files, stock's self-heal daemon and heal info. */
@NullMarked
package io.brickyard.peers.replica;

import org.jspecify.annotations.NullMarked;
