package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * LINK, procedure 9: gives an inode one more name.
 *
 * @param gfid the inode
 * @param newPargfid directory of the new name
 * @param newName the new name
 * @param xdata further wishes and hints
 */
public record Link(Gfid gfid, Gfid newPargfid, String newName, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Link decode(XdrReader in) {
        return new Link(Gfid.decode(in), Gfid.decode(in), in.getString(FopLimits.MAX_NAME_BYTES), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.LINK;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        newPargfid.encode(out);
        out.putString(newName);
        GfxDict.encode(xdata, out);
    }
}
