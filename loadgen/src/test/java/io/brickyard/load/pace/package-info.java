@NullMarked
package io.brickyard.load.pace;

import org.jspecify.annotations.NullMarked;
