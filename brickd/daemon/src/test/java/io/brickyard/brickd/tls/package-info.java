@NullMarked
package io.brickyard.brickd.tls;

import org.jspecify.annotations.NullMarked;
