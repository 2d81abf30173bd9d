package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * CREATE, procedure 23: makes and opens a regular file.
 *
 * @param pargfid the parent directory
 * @param flags as open(2) on Linux x86
 * @param mode permission and type bits
 * @param umask the caller's umask
 * @param bname name in the parent, without slash
 * @param xdata must name the new gfid under gfid-req
 */
public record Create(Gfid pargfid, int flags, int mode, int umask, String bname, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Create decode(XdrReader in) {
        return new Create(Gfid.decode(in), in.getInt(), in.getInt(), in.getInt(),
                in.getString(FopLimits.MAX_NAME_BYTES), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.CREATE;
    }

    @Override
    public void encode(XdrWriter out) {
        pargfid.encode(out);
        out.putInt(flags);
        out.putInt(mode);
        out.putInt(umask);
        out.putString(bname);
        GfxDict.encode(xdata, out);
    }
}
