package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Callback 1: the volume file changed, get it again.
 */
public record FetchSpec() implements Callback {
    static FetchSpec decode(XdrReader in) {
        return new FetchSpec();
    }

    @Override
    public int procedure() {
        return 1;
    }

    @Override
    public void encode(XdrWriter out) {
        // nothing
    }
}
