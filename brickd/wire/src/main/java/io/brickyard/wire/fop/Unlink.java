package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * UNLINK, procedure 5: removes a name that is no directory.
 *
 * @param pargfid the parent directory
 * @param bname name in the parent, without slash
 * @param flags flags
 * @param xdata further wishes and hints
 */
public record Unlink(Gfid pargfid, String bname, int flags, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Unlink decode(XdrReader in) {
        return new Unlink(Gfid.decode(in), in.getString(FopLimits.MAX_NAME_BYTES), in.getInt(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.UNLINK;
    }

    @Override
    public void encode(XdrWriter out) {
        pargfid.encode(out);
        out.putString(bname);
        out.putInt(flags);
        GfxDict.encode(xdata, out);
    }
}
