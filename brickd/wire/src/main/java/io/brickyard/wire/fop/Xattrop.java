package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * XATTROP, procedure 33: adds to counters in extended attributes, atomically, by gfid.
 *
 * @param gfid the inode
 * @param op see {@link XattropOp}
 * @param values names and operands
 * @param xdata further wishes and hints
 */
public record Xattrop(Gfid gfid, int op, Dict values, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Xattrop decode(XdrReader in) {
        return new Xattrop(Gfid.decode(in), in.getInt(), GfxDict.decode(in), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.XATTROP;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putInt(op);
        GfxDict.encode(values, out);
        GfxDict.encode(xdata, out);
    }
}
