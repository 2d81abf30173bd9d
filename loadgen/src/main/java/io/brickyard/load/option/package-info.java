/** What users type: one table of options, their types and values. */
@NullMarked
package io.brickyard.load.option;

import org.jspecify.annotations.NullMarked;
