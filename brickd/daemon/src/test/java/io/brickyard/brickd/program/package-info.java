@NullMarked
package io.brickyard.brickd.program;

import org.jspecify.annotations.NullMarked;
