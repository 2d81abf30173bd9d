package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * READLINK, procedure 2: the target of a symbolic link.
 *
 * @param gfid the inode
 * @param sizeBytes room for the target in bytes
 * @param xdata further wishes and hints
 */
public record Readlink(Gfid gfid, long sizeBytes, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Readlink decode(XdrReader in) {
        return new Readlink(Gfid.decode(in), in.getUnsignedInt(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.READLINK;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putUnsignedInt(sizeBytes);
        GfxDict.encode(xdata, out);
    }
}
