/** Job files and command lines become jobs. */
@NullMarked
package io.brickyard.load.job;

import org.jspecify.annotations.NullMarked;
