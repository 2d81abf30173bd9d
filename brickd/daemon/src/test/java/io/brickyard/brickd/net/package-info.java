@NullMarked
package io.brickyard.brickd.net;

import org.jspecify.annotations.NullMarked;
