@NullMarked
package io.brickyard.brickd.glusterd;

import org.jspecify.annotations.NullMarked;
