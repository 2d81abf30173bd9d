/** Which I/O comes next: directions, sizes, offsets, files. Knows no clock and no engine. */
@NullMarked
package io.brickyard.load.workload;

import org.jspecify.annotations.NullMarked;
