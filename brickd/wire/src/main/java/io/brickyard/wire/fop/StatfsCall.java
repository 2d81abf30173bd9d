package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * STATFS, procedure 14: size and occupancy of the brick's file system.
 *
 * @param gfid the inode
 * @param xdata further wishes and hints
 */
public record StatfsCall(Gfid gfid, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static StatfsCall decode(XdrReader in) {
        return new StatfsCall(Gfid.decode(in), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.STATFS;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        GfxDict.encode(xdata, out);
    }
}
