package io.brickyard.wire.program;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A dict as the only argument: SETVOLUME, GET_VOLUME_INFO, GET_SNAPSHOT_INFO.
 *
 * @param dict the values, text ended by NUL
 */
public record DictRequest(Dict dict) implements Message {
    static DictRequest decode(XdrReader in) {
        return new DictRequest(OldDict.decodeOpaque(in));
    }

    @Override
    public void encode(XdrWriter out) {
        OldDict.encodeOpaque(dict, out);
    }
}
