/** A load generator that speaks fio's language. */
@NullMarked
package io.brickyard.load;

import org.jspecify.annotations.NullMarked;
