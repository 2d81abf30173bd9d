@NullMarked
package io.brickyard.load.job;

import org.jspecify.annotations.NullMarked;
