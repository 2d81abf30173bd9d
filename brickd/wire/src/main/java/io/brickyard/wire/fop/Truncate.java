package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * TRUNCATE, procedure 10: sets the size of a file by gfid.
 *
 * @param gfid the inode
 * @param size new size in bytes
 * @param xdata further wishes and hints
 */
public record Truncate(Gfid gfid, long size, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Truncate decode(XdrReader in) {
        return new Truncate(Gfid.decode(in), in.getLong(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.TRUNCATE;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(size);
        GfxDict.encode(xdata, out);
    }
}
