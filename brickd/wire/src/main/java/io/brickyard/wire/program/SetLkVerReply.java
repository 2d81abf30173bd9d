package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Echo of the lock version.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param version the version
 */
public record SetLkVerReply(int opRet, int opErrno, int version) implements Message {
    static SetLkVerReply decode(XdrReader in) {
        return new SetLkVerReply(in.getInt(), in.getInt(), in.getInt());
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        out.putInt(version);
    }
}
