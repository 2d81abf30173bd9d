package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Callback 6: the brick serves requests again; the client need not reconnect.
 */
public record ChildUp() implements Callback {
    static ChildUp decode(XdrReader in) {
        return new ChildUp();
    }

    @Override
    public int procedure() {
        return 6;
    }

    @Override
    public void encode(XdrWriter out) {
        // nothing
    }
}
