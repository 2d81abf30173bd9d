package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * RCHECKSUM, procedure 37: checksums of a range.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param offset first byte
 * @param lengthBytes how many bytes
 * @param flags zero
 * @param xdata further wishes and hints
 */
public record Rchecksum(Gfid gfid, long fd, long offset, long lengthBytes, int flags,
        Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Rchecksum decode(XdrReader in) {
        return new Rchecksum(Gfid.decode(in), in.getLong(), in.getLong(), in.getUnsignedInt(), in.getInt(),
                GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.RCHECKSUM;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putLong(offset);
        out.putUnsignedInt(lengthBytes);
        out.putInt(flags);
        GfxDict.encode(xdata, out);
    }
}
