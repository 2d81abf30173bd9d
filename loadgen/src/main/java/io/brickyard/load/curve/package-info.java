/** Latency at shares of the greatest throughput. */
@NullMarked
package io.brickyard.load.curve;

import org.jspecify.annotations.NullMarked;
