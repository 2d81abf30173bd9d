package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * SYMLINK, procedure 7: makes a symbolic link.
 *
 * @param pargfid the parent directory
 * @param bname name in the parent, without slash
 * @param umask the caller's umask
 * @param target what the link says
 * @param xdata must name the new gfid under gfid-req
 */
public record Symlink(Gfid pargfid, String bname, int umask, String target, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Symlink decode(XdrReader in) {
        return new Symlink(Gfid.decode(in), in.getString(FopLimits.MAX_NAME_BYTES), in.getInt(),
                in.getString(FopLimits.MAX_TEXT_BYTES), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.SYMLINK;
    }

    @Override
    public void encode(XdrWriter out) {
        pargfid.encode(out);
        out.putString(bname);
        out.putInt(umask);
        out.putString(target);
        GfxDict.encode(xdata, out);
    }
}
