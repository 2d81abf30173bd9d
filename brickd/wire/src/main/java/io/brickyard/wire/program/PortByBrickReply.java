package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * The port of a brick.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param status 0
 * @param port 0 if the brick is unknown or down
 */
public record PortByBrickReply(int opRet, int opErrno, int status, int port) implements Message {
    static PortByBrickReply decode(XdrReader in) {
        return new PortByBrickReply(in.getInt(), in.getInt(), in.getInt(), in.getInt());
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        out.putInt(status);
        out.putInt(port);
    }
}
