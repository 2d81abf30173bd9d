package io.brickyard.wire.program;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * An event for glusterd, or in the callback program from it: rebalance counters.
 *
 * @param event which
 * @param dict its values
 */
public record EventNotifyRequest(int event, Dict dict) implements Message {
    static EventNotifyRequest decode(XdrReader in) {
        return new EventNotifyRequest(in.getInt(), OldDict.decodeOpaque(in));
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(event);
        OldDict.encodeOpaque(dict, out);
    }
}
