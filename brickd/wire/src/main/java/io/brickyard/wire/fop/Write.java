package io.brickyard.wire.fop;

import java.nio.ByteBuffer;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * WRITE, procedure 13: writes to a file; the data follows the XDR part raw and unpadded.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param offset first byte
 * @param sizeBytes how many bytes, by the header; the payload counts
 * @param flags open flags of the caller
 * @param xdata further wishes and hints
 * @param payload the data, a view of the receive buffer when decoded
 */
public record Write(Gfid gfid, long fd, long offset, long sizeBytes, int flags, Dict xdata,
        ByteBuffer payload) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Write decode(XdrReader in) {
        return new Write(Gfid.decode(in), in.getLong(), in.getLong(), in.getUnsignedInt(), in.getInt(),
                GfxDict.decodeBeforeData(in), in.getRest());
    }

    @Override
    public Fop fop() {
        return Fop.WRITE;
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
