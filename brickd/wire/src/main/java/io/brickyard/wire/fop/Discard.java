package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * DISCARD, procedure 45: punches a hole, keeps the size.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param offset first byte
 * @param size bytes
 * @param xdata further wishes and hints
 */
public record Discard(Gfid gfid, long fd, long offset, long size, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Discard decode(XdrReader in) {
        return new Discard(Gfid.decode(in), in.getLong(), in.getLong(), in.getLong(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.DISCARD;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putLong(offset);
        out.putLong(size);
        GfxDict.encode(xdata, out);
    }
}
