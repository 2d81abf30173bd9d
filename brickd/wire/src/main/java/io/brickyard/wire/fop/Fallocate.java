package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * FALLOCATE, procedure 44: allocates space.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param flags as fallocate(2); 1 = keep the size
 * @param offset first byte
 * @param size bytes
 * @param xdata further wishes and hints
 */
public record Fallocate(Gfid gfid, long fd, int flags, long offset, long size, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Fallocate decode(XdrReader in) {
        return new Fallocate(Gfid.decode(in), in.getLong(), in.getInt(), in.getLong(), in.getLong(),
                GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.FALLOCATE;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putInt(flags);
        out.putLong(offset);
        out.putLong(size);
        GfxDict.encode(xdata, out);
    }
}
