package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * SETATTR, procedure 38: sets attributes by gfid.
 *
 * @param gfid the inode
 * @param stat the new values
 * @param valid which ones: 1 mode, 2 uid, 4 gid, 8 size, 0x10 atime, 0x20 mtime, 0x40 ctime
 * @param xdata further wishes and hints
 */
public record Setattr(Gfid gfid, Iatt stat, int valid, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Setattr decode(XdrReader in) {
        return new Setattr(Gfid.decode(in), Iatt.decode(in), in.getInt(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.SETATTR;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        stat.encode(out);
        out.putInt(valid);
        GfxDict.encode(xdata, out);
    }
}
