/** Connections: records in, replies out, bounds on both; knows programs only by their interface. */
@NullMarked
package io.brickyard.brickd.net;

import org.jspecify.annotations.NullMarked;
