package io.brickyard.wire.program;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * What a brick operation came to.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param output what was asked for
 * @param errorText what glusterd tells the user, if opRet is -1
 */
public record BrickOpReply(int opRet, int opErrno, Dict output, String errorText) implements Message {
    static BrickOpReply decode(XdrReader in) {
        return new BrickOpReply(in.getInt(), in.getInt(), OldDict.decodeOpaque(in),
                in.getString(ProgramLimits.MAX_TEXT_BYTES));
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        OldDict.encodeOpaque(output, out);
        out.putString(errorText);
    }
}
