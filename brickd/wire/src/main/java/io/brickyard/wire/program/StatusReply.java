package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A result without anything else.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 */
public record StatusReply(int opRet, int opErrno) implements Message {
    static StatusReply decode(XdrReader in) {
        return new StatusReply(in.getInt(), in.getInt());
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
    }
}
