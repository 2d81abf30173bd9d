package io.brickyard.wire.program;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A volume file.
 *
 * @param opRet bytes of the text, -1 on error; stock clients keep so many
 * @param opErrno why, if opRet is -1
 * @param spec the text
 * @param xdata further values
 */
public record GetSpecReply(int opRet, int opErrno, String spec, Dict xdata) implements Message {
    static GetSpecReply decode(XdrReader in) {
        return new GetSpecReply(in.getInt(), in.getInt(), in.getString(ProgramLimits.MAX_VOLFILE_BYTES),
                OldDict.decodeOpaque(in));
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        out.putString(spec);
        OldDict.encodeOpaque(xdata, out);
    }
}
