package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * FTRUNCATE, procedure 24: sets the size of an open file.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param size new size in bytes
 * @param xdata further wishes and hints
 */
public record Ftruncate(Gfid gfid, long fd, long size, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Ftruncate decode(XdrReader in) {
        return new Ftruncate(Gfid.decode(in), in.getLong(), in.getLong(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.FTRUNCATE;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putLong(size);
        GfxDict.encode(xdata, out);
    }
}
