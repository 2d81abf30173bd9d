@NullMarked
package io.brickyard.load.run;

import org.jspecify.annotations.NullMarked;
