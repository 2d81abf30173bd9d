@NullMarked
package io.brickyard.load.workload;

import org.jspecify.annotations.NullMarked;
