@NullMarked
package io.brickyard.load;

import org.jspecify.annotations.NullMarked;
