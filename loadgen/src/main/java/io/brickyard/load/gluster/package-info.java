/** The network engines: a client of bricks with probes, the map of a volume, and files on them. */
@NullMarked
package io.brickyard.load.gluster;

import org.jspecify.annotations.NullMarked;
