package io.brickyard.wire.program;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A result and a dict: the answer to PING, SETVOLUME, EVENT_NOTIFY.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param dict values; no dict at all for PING
 */
public record DictReply(int opRet, int opErrno, Dict dict) implements Message {
    static DictReply decode(XdrReader in) {
        return new DictReply(in.getInt(), in.getInt(), OldDict.decodeOpaque(in));
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        OldDict.encodeOpaque(dict, out);
    }
}
