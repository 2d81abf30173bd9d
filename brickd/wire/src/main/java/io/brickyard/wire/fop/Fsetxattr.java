package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * FSETXATTR, procedure 36: sets extended attributes of an open file.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param flags 1 create only, 2 replace only
 * @param xattrs names and values
 * @param xdata further wishes and hints
 */
public record Fsetxattr(Gfid gfid, long fd, int flags, Dict xattrs, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Fsetxattr decode(XdrReader in) {
        return new Fsetxattr(Gfid.decode(in), in.getLong(), in.getInt(), GfxDict.decode(in), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.FSETXATTR;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putInt(flags);
        GfxDict.encode(xattrs, out);
        GfxDict.encode(xdata, out);
    }
}
