package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * FREMOVEXATTR, procedure 43: removes an extended attribute of an open file.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param name which one
 * @param xdata further wishes and hints
 */
public record Fremovexattr(Gfid gfid, long fd, String name, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Fremovexattr decode(XdrReader in) {
        return new Fremovexattr(Gfid.decode(in), in.getLong(), in.getString(FopLimits.MAX_TEXT_BYTES),
                GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.FREMOVEXATTR;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putString(name);
        GfxDict.encode(xdata, out);
    }
}
