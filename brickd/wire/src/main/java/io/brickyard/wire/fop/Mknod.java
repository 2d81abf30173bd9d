package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * MKNOD, procedure 3: makes a node of any type but directory; regular files come this way too.
 *
 * @param pargfid the parent directory
 * @param dev device number of a device node
 * @param mode permission and type bits
 * @param umask the caller's umask
 * @param bname name in the parent, without slash
 * @param xdata must name the new gfid under gfid-req
 */
public record Mknod(Gfid pargfid, long dev, int mode, int umask, String bname, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Mknod decode(XdrReader in) {
        return new Mknod(Gfid.decode(in), in.getLong(), in.getInt(), in.getInt(),
                in.getString(FopLimits.MAX_NAME_BYTES), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.MKNOD;
    }

    @Override
    public void encode(XdrWriter out) {
        pargfid.encode(out);
        out.putLong(dev);
        out.putInt(mode);
        out.putInt(umask);
        out.putString(bname);
        GfxDict.encode(xdata, out);
    }
}
