/** The report as one HTML page: a file for each of its parts. */
@NullMarked
package io.brickyard.stats.render.html;

import org.jspecify.annotations.NullMarked;
