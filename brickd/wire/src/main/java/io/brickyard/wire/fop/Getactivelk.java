package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * GETACTIVELK, procedure 51: lists the locks on an inode, for moving them.
 *
 * @param gfid the inode
 * @param xdata further wishes and hints
 */
public record Getactivelk(Gfid gfid, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Getactivelk decode(XdrReader in) {
        return new Getactivelk(Gfid.decode(in), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.GETACTIVELK;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        GfxDict.encode(xdata, out);
    }
}
