/** Tests of the network engines against stock bricks. */
@NullMarked
package io.brickyard.load.gluster;

import org.jspecify.annotations.NullMarked;
