/** An asynchronous RPC client and the opening conversation with a brick. */
@NullMarked
package io.brickyard.wire.client;

import org.jspecify.annotations.NullMarked;
