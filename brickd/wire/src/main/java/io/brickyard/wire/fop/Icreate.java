package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * ICREATE, procedure 53: makes an inode without a name; no stock client sends it.
 *
 * @param gfid the inode
 * @param mode permission and type bits
 * @param xdata further wishes and hints
 */
public record Icreate(Gfid gfid, int mode, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Icreate decode(XdrReader in) {
        return new Icreate(Gfid.decode(in), in.getInt(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.ICREATE;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putInt(mode);
        GfxDict.encode(xdata, out);
    }
}
