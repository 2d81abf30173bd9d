package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * NAMELINK, procedure 54: gives an inode its first name; never send it to a stock brick, which crashes.
 *
 * @param pargfid the parent directory
 * @param bname name in the parent, without slash
 * @param xdata further wishes and hints
 */
public record Namelink(Gfid pargfid, String bname, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Namelink decode(XdrReader in) {
        return new Namelink(Gfid.decode(in), in.getString(FopLimits.MAX_NAME_BYTES), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.NAMELINK;
    }

    @Override
    public void encode(XdrWriter out) {
        pargfid.encode(out);
        out.putString(bname);
        GfxDict.encode(xdata, out);
    }
}
