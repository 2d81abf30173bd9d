@NullMarked
package io.brickyard.load.merge;

import org.jspecify.annotations.NullMarked;
