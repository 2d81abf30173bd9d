/** Names probes, pairs their dumps and orders them by the graphs. */
@NullMarked
package io.brickyard.stats.stack;

import org.jspecify.annotations.NullMarked;
