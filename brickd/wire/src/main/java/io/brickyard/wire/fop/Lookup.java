package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * LOOKUP, procedure 27: finds an inode: by parent and name, or by gfid when the name is empty.
 *
 * @param gfid the inode if known
 * @param pargfid the parent directory
 * @param flags flags
 * @param bname name in the parent, without slash
 * @param xdata which xattrs and counts the reply shall carry
 */
public record Lookup(Gfid gfid, Gfid pargfid, int flags, String bname, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Lookup decode(XdrReader in) {
        return new Lookup(Gfid.decode(in), Gfid.decode(in), in.getInt(), in.getString(FopLimits.MAX_NAME_BYTES),
                GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.LOOKUP;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        pargfid.encode(out);
        out.putInt(flags);
        out.putString(bname);
        GfxDict.encode(xdata, out);
    }
}
