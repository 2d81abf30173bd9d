package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * ACCESS, procedure 22: may the caller do this?.
 *
 * @param gfid the inode
 * @param mask 4 read, 2 write, 1 execute
 * @param xdata further wishes and hints
 */
public record Access(Gfid gfid, int mask, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Access decode(XdrReader in) {
        return new Access(Gfid.decode(in), in.getInt(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.ACCESS;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putInt(mask);
        GfxDict.encode(xdata, out);
    }
}
