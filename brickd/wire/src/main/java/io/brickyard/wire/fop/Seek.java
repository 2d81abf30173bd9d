package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * SEEK, procedure 48: the next data or hole.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param offset first byte
 * @param what 0 data, 1 hole
 * @param xdata further wishes and hints
 */
public record Seek(Gfid gfid, long fd, long offset, int what, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Seek decode(XdrReader in) {
        return new Seek(Gfid.decode(in), in.getLong(), in.getLong(), in.getInt(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.SEEK;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putLong(offset);
        out.putInt(what);
        GfxDict.encode(xdata, out);
    }
}
