package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * MKDIR, procedure 4: makes a directory.
 *
 * @param pargfid the parent directory
 * @param mode permission and type bits
 * @param umask the caller's umask
 * @param bname name in the parent, without slash
 * @param xdata must name the new gfid under gfid-req
 */
public record Mkdir(Gfid pargfid, int mode, int umask, String bname, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Mkdir decode(XdrReader in) {
        return new Mkdir(Gfid.decode(in), in.getInt(), in.getInt(), in.getString(FopLimits.MAX_NAME_BYTES),
                GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.MKDIR;
    }

    @Override
    public void encode(XdrWriter out) {
        pargfid.encode(out);
        out.putInt(mode);
        out.putInt(umask);
        out.putString(bname);
        GfxDict.encode(xdata, out);
    }
}
