package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * READ, procedure 12: reads from a file.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param offset first byte
 * @param sizeBytes how many bytes at most
 * @param flags open flags of the caller
 * @param xdata further wishes and hints
 */
public record Read(Gfid gfid, long fd, long offset, long sizeBytes, int flags, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Read decode(XdrReader in) {
        return new Read(Gfid.decode(in), in.getLong(), in.getLong(), in.getUnsignedInt(), in.getInt(),
                GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.READ;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putLong(offset);
        out.putUnsignedInt(sizeBytes);
        out.putInt(flags);
        GfxDict.encode(xdata, out);
    }
}
