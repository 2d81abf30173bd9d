package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * GETXATTR, procedure 18: reads one or all extended attributes by gfid.
 *
 * @param gfid the inode
 * @param named 0: all, then the name is empty
 * @param name which one
 * @param xdata further wishes and hints
 */
public record Getxattr(Gfid gfid, int named, String name, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Getxattr decode(XdrReader in) {
        return new Getxattr(Gfid.decode(in), in.getInt(), in.getString(FopLimits.MAX_TEXT_BYTES), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.GETXATTR;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putInt(named);
        out.putString(name);
        GfxDict.encode(xdata, out);
    }
}
