package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * READDIR, procedure 28: lists an open directory.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param offset cookie of the last entry seen, 0 = from the start
 * @param sizeBytes budget in bytes
 * @param xdata further wishes and hints
 */
public record Readdir(Gfid gfid, long fd, long offset, long sizeBytes, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Readdir decode(XdrReader in) {
        return new Readdir(Gfid.decode(in), in.getLong(), in.getLong(), in.getUnsignedInt(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.READDIR;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putLong(offset);
        out.putUnsignedInt(sizeBytes);
        GfxDict.encode(xdata, out);
    }
}
