/** The brick's translators over storage and locks, and what belongs to one client. */
@NullMarked
package io.brickyard.brickd.graph;

import org.jspecify.annotations.NullMarked;
