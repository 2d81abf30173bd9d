package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * REMOVEXATTR, procedure 19: removes an extended attribute by gfid; with an empty name every key of xdata.
 *
 * @param gfid the inode
 * @param name which one
 * @param xdata further wishes and hints
 */
public record Removexattr(Gfid gfid, String name, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Removexattr decode(XdrReader in) {
        return new Removexattr(Gfid.decode(in), in.getString(FopLimits.MAX_TEXT_BYTES), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.REMOVEXATTR;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putString(name);
        GfxDict.encode(xdata, out);
    }
}
