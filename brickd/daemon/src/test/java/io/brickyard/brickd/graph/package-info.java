@NullMarked
package io.brickyard.brickd.graph;

import org.jspecify.annotations.NullMarked;
