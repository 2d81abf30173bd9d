/** The brick server: what it is told, how it starts, serves and ends. */
@NullMarked
package io.brickyard.brickd;

import org.jspecify.annotations.NullMarked;
