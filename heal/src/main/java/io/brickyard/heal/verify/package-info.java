/** Comparison of replicas that nobody accuses, and what is done by what most copies say. */
@NullMarked
package io.brickyard.heal.verify;

import org.jspecify.annotations.NullMarked;
