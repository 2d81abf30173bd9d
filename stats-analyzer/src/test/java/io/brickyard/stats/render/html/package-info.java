@NullMarked
package io.brickyard.stats.render.html;

import org.jspecify.annotations.NullMarked;
