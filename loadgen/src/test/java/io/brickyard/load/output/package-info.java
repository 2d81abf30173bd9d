@NullMarked
package io.brickyard.load.output;

import org.jspecify.annotations.NullMarked;
