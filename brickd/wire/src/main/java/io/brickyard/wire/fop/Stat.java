package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * STAT, procedure 1: attributes of an inode.
 *
 * @param gfid the inode
 * @param xdata further wishes and hints
 */
public record Stat(Gfid gfid, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Stat decode(XdrReader in) {
        return new Stat(Gfid.decode(in), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.STAT;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        GfxDict.encode(xdata, out);
    }
}
