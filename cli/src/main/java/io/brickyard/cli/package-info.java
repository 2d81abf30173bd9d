/** The brickyard command line: picocli commands without logic of their own. */
@NullMarked
package io.brickyard.cli;

import org.jspecify.annotations.NullMarked;
