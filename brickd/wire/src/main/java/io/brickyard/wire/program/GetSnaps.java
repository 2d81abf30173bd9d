package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Callback 4: unused by mounts.
 */
public record GetSnaps() implements Callback {
    static GetSnaps decode(XdrReader in) {
        return new GetSnaps();
    }

    @Override
    public int procedure() {
        return 4;
    }

    @Override
    public void encode(XdrWriter out) {
        // nothing
    }
}
