package io.brickyard.wire.program;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Callback 3: an event from the server.
 *
 * @param event which
 * @param dict its values
 */
public record EventNotify(int event, Dict dict) implements Callback {
    static EventNotify decode(XdrReader in) {
        return new EventNotify(in.getInt(), OldDict.decodeOpaque(in));
    }

    @Override
    public int procedure() {
        return 3;
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(event);
        OldDict.encodeOpaque(dict, out);
    }
}
