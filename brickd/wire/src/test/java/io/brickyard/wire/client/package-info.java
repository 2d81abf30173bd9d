/** Tests of the client, against a scripted server and against stock bricks. */
@NullMarked
package io.brickyard.wire.client;

import org.jspecify.annotations.NullMarked;
