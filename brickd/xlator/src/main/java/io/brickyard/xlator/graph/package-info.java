/** Builds chains of translators from volfiles. */
@NullMarked
package io.brickyard.xlator.graph;

import org.jspecify.annotations.NullMarked;
