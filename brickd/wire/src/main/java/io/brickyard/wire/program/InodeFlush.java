package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Callback 2: unused.
 */
public record InodeFlush() implements Callback {
    static InodeFlush decode(XdrReader in) {
        return new InodeFlush();
    }

    @Override
    public int procedure() {
        return 2;
    }

    @Override
    public void encode(XdrWriter out) {
        // nothing
    }
}
