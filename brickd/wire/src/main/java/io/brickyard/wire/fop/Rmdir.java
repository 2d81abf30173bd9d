package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * RMDIR, procedure 6: removes a directory.
 *
 * @param pargfid the parent directory
 * @param flags other than zero: with all that is in it
 * @param bname name in the parent, without slash
 * @param xdata further wishes and hints
 */
public record Rmdir(Gfid pargfid, int flags, String bname, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Rmdir decode(XdrReader in) {
        return new Rmdir(Gfid.decode(in), in.getInt(), in.getString(FopLimits.MAX_NAME_BYTES), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.RMDIR;
    }

    @Override
    public void encode(XdrWriter out) {
        pargfid.encode(out);
        out.putInt(flags);
        out.putString(bname);
        GfxDict.encode(xdata, out);
    }
}
