package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * SETXATTR, procedure 17: sets extended attributes by gfid.
 *
 * @param gfid the inode
 * @param flags 1 create only, 2 replace only
 * @param xattrs names and values
 * @param xdata further wishes and hints
 */
public record Setxattr(Gfid gfid, int flags, Dict xattrs, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Setxattr decode(XdrReader in) {
        return new Setxattr(Gfid.decode(in), in.getInt(), GfxDict.decode(in), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.SETXATTR;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putInt(flags);
        GfxDict.encode(xattrs, out);
        GfxDict.encode(xdata, out);
    }
}
