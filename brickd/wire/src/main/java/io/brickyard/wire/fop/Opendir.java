package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * OPENDIR, procedure 20: opens a directory.
 *
 * @param gfid the inode
 * @param xdata further wishes and hints
 */
public record Opendir(Gfid gfid, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Opendir decode(XdrReader in) {
        return new Opendir(Gfid.decode(in), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.OPENDIR;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        GfxDict.encode(xdata, out);
    }
}
