package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * The brick behind a port.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param status 0
 * @param brick its path
 */
public record BrickByPortReply(int opRet, int opErrno, int status, String brick) implements Message {
    static BrickByPortReply decode(XdrReader in) {
        return new BrickByPortReply(in.getInt(), in.getInt(), in.getInt(), in.getString(ProgramLimits.MAX_TEXT_BYTES));
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        out.putInt(status);
        out.putString(brick);
    }
}
