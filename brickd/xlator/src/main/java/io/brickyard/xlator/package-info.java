/**
 * The translator model that the client and brick stacks share: translators, calls, sessions and the volfile grammar.
 * The packages below hold graphs and the translators that both stacks use.
 */
@NullMarked
package io.brickyard.xlator;

import org.jspecify.annotations.NullMarked;
