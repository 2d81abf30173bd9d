package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * FGETXATTR, procedure 35: reads one or all extended attributes of an open file.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param named 0: all, then the name is empty
 * @param name which one
 * @param xdata further wishes and hints
 */
public record Fgetxattr(Gfid gfid, long fd, int named, String name, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Fgetxattr decode(XdrReader in) {
        return new Fgetxattr(Gfid.decode(in), in.getLong(), in.getInt(), in.getString(FopLimits.MAX_TEXT_BYTES),
                GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.FGETXATTR;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putInt(named);
        out.putString(name);
        GfxDict.encode(xdata, out);
    }
}
