/** The demonstration: a volume of three bricks, a load and the table of what both measured, in one process. */
@NullMarked
package io.brickyard.cli.demo;

import org.jspecify.annotations.NullMarked;
