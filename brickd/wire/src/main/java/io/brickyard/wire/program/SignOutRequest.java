package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Takes back a brick's registration.
 *
 * @param brick path
 * @param port where it listened
 * @param rdmaPort 0
 */
public record SignOutRequest(String brick, int port, int rdmaPort) implements Message {
    static SignOutRequest decode(XdrReader in) {
        return new SignOutRequest(in.getString(ProgramLimits.MAX_TEXT_BYTES), in.getInt(), in.getInt());
    }

    @Override
    public void encode(XdrWriter out) {
        out.putString(brick);
        out.putInt(port);
        out.putInt(rdmaPort);
    }
}
