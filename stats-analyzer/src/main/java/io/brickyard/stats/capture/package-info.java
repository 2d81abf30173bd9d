/** Finds GlusterFS calls and their replies in captured packets: file formats, link layers, TCP, RPC. */
@NullMarked
package io.brickyard.stats.capture;

import org.jspecify.annotations.NullMarked;
