/** Record marking, RPC call and reply headers, credentials. */
@NullMarked
package io.brickyard.wire.rpc;

import org.jspecify.annotations.NullMarked;
