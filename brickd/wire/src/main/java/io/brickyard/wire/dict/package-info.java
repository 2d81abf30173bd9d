/** Dicts, the key-value lists that nearly every message carries, and their two encodings. */
@NullMarked
package io.brickyard.wire.dict;

import org.jspecify.annotations.NullMarked;
