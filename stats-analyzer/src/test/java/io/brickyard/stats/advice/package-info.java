@NullMarked
package io.brickyard.stats.advice;

import org.jspecify.annotations.NullMarked;
