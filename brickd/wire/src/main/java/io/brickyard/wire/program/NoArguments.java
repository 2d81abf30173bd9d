package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * The arguments of a procedure that has none, such as PING.
 */
public record NoArguments() implements Message {
    static NoArguments decode(XdrReader in) {
        return new NoArguments();
    }

    @Override
    public void encode(XdrWriter out) {
        // nothing
    }
}
