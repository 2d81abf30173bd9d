package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Asks glusterd for the port of a brick.
 *
 * @param brick path, exactly as in the volume file's remote-subvolume
 */
public record PortByBrickRequest(String brick) implements Message {
    static PortByBrickRequest decode(XdrReader in) {
        return new PortByBrickRequest(in.getString(ProgramLimits.MAX_TEXT_BYTES));
    }

    @Override
    public void encode(XdrWriter out) {
        out.putString(brick);
    }
}
