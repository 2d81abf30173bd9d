@NullMarked
package io.brickyard.load.record;

import org.jspecify.annotations.NullMarked;
