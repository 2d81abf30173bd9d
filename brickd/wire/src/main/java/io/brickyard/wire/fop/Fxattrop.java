package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * FXATTROP, procedure 34: adds to counters in extended attributes, atomically, on an open file.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param op see {@link XattropOp}
 * @param values names and operands
 * @param xdata further wishes and hints
 */
public record Fxattrop(Gfid gfid, long fd, int op, Dict values, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Fxattrop decode(XdrReader in) {
        return new Fxattrop(Gfid.decode(in), in.getLong(), in.getInt(), GfxDict.decode(in), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.FXATTROP;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putInt(op);
        GfxDict.encode(values, out);
        GfxDict.encode(xdata, out);
    }
}
