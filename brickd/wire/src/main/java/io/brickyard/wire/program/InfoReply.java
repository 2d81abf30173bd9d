package io.brickyard.wire.program;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * The answer to GET_VOLUME_INFO and GET_SNAPSHOT_INFO.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param message error text
 * @param dict values, such as volume_id
 */
public record InfoReply(int opRet, int opErrno, String message, Dict dict) implements Message {
    static InfoReply decode(XdrReader in) {
        return new InfoReply(in.getInt(), in.getInt(), in.getString(ProgramLimits.MAX_TEXT_BYTES),
                OldDict.decodeOpaque(in));
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        out.putString(message);
        OldDict.encodeOpaque(dict, out);
    }
}
