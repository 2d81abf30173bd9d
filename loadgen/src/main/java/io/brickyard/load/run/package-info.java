/** Runs jobs: lays files out, submits, verifies, stops. */
@NullMarked
package io.brickyard.load.run;

import org.jspecify.annotations.NullMarked;
