package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * OPEN, procedure 11: opens a file.
 *
 * @param gfid the inode
 * @param flags as open(2) on Linux x86
 * @param xdata further wishes and hints
 */
public record Open(Gfid gfid, int flags, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Open decode(XdrReader in) {
        return new Open(Gfid.decode(in), in.getInt(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.OPEN;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putInt(flags);
        GfxDict.encode(xdata, out);
    }
}
