package io.brickyard.wire.program;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A brick operation that glusterd asks for.
 *
 * @param name of the brick or translator meant; empty if the input names it
 * @param op which, the same number as the procedure's
 * @param input what the operation needs, such as {@code cmd}, {@code info-op}, {@code brick-name}
 * @param xdata further values; none seen
 */
public record BrickOpRequest(String name, int op, Dict input, Dict xdata) implements Message {
    static BrickOpRequest decode(XdrReader in) {
        return new BrickOpRequest(in.getString(ProgramLimits.MAX_TEXT_BYTES), in.getInt(), OldDict.decodeOpaque(in),
                OldDict.decodeOpaque(in));
    }

    @Override
    public void encode(XdrWriter out) {
        out.putString(name);
        out.putInt(op);
        OldDict.encodeOpaque(input, out);
        OldDict.encodeOpaque(xdata, out);
    }
}
