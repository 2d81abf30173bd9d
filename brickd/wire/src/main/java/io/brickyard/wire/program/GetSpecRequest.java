package io.brickyard.wire.program;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Asks glusterd for a volume file.
 *
 * @param flags 1 = the asker is a client
 * @param key which one: /VOL, VOL, VOL.HOST.PATH, shd/VOL
 * @param xdata min-op-version and max-op-version
 */
public record GetSpecRequest(int flags, String key, Dict xdata) implements Message {
    static GetSpecRequest decode(XdrReader in) {
        return new GetSpecRequest(in.getInt(), in.getString(ProgramLimits.MAX_TEXT_BYTES), OldDict.decodeOpaque(in));
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(flags);
        out.putString(key);
        OldDict.encodeOpaque(xdata, out);
    }
}
