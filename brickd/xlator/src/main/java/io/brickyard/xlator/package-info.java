/** The translator model that the client and brick stacks share: volfile grammar and graphs. */
@NullMarked
package io.brickyard.xlator;

import org.jspecify.annotations.NullMarked;
