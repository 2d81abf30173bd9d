package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Asks glusterd which brick listens on a port; stock 10.3 did not answer.
 *
 * @param port the port
 */
public record BrickByPortRequest(int port) implements Message {
    static BrickByPortRequest decode(XdrReader in) {
        return new BrickByPortRequest(in.getInt());
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(port);
    }
}
