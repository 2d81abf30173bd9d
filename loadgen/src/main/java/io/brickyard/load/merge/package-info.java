/** Puts histogram logs of several runs together. */
@NullMarked
package io.brickyard.load.merge;

import org.jspecify.annotations.NullMarked;
