@NullMarked
package io.brickyard.load.option;

import org.jspecify.annotations.NullMarked;
