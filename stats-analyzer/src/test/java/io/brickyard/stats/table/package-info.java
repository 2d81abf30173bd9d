@NullMarked
package io.brickyard.stats.table;

import org.jspecify.annotations.NullMarked;
