@NullMarked
package io.brickyard.brickd;

import org.jspecify.annotations.NullMarked;
