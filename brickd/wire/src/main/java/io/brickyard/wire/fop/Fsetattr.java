package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * FSETATTR, procedure 39: sets attributes of an open file.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param stat the new values
 * @param valid which ones: 1 mode, 2 uid, 4 gid, 8 size, 0x10 atime, 0x20 mtime, 0x40 ctime
 * @param xdata further wishes and hints
 */
public record Fsetattr(Gfid gfid, long fd, Iatt stat, int valid, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Fsetattr decode(XdrReader in) {
        return new Fsetattr(Gfid.decode(in), in.getLong(), Iatt.decode(in), in.getInt(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.FSETATTR;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        stat.encode(out);
        out.putInt(valid);
        GfxDict.encode(xdata, out);
    }
}
