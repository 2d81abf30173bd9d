/** File operations of program 1298437 version 400: one record per request, one per reply shape, one table. */
@NullMarked
package io.brickyard.wire.fop;

import org.jspecify.annotations.NullMarked;
