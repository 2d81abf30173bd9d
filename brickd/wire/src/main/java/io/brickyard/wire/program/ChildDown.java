package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Callback 7: the brick serves no requests; the connection stays.
 */
public record ChildDown() implements Callback {
    static ChildDown decode(XdrReader in) {
        return new ChildDown();
    }

    @Override
    public int procedure() {
        return 7;
    }

    @Override
    public void encode(XdrWriter out) {
        // nothing
    }
}
