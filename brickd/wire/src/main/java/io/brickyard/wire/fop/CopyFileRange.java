package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * COPY_FILE_RANGE, procedure 56: copies between two open files of the brick.
 *
 * @param gfidIn source inode
 * @param gfidOut destination inode
 * @param fdIn source file
 * @param fdOut destination file
 * @param offsetIn first byte in the source
 * @param offsetOut first byte in the destination
 * @param sizeBytes how many bytes
 * @param flags flags
 * @param xdata further wishes and hints
 */
public record CopyFileRange(Gfid gfidIn, Gfid gfidOut, long fdIn, long fdOut, long offsetIn, long offsetOut,
        long sizeBytes, int flags, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static CopyFileRange decode(XdrReader in) {
        return new CopyFileRange(Gfid.decode(in), Gfid.decode(in), in.getLong(), in.getLong(), in.getLong(),
                in.getLong(), in.getUnsignedInt(), in.getInt(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.COPY_FILE_RANGE;
    }

    @Override
    public void encode(XdrWriter out) {
        gfidIn.encode(out);
        gfidOut.encode(out);
        out.putLong(fdIn);
        out.putLong(fdOut);
        out.putLong(offsetIn);
        out.putLong(offsetOut);
        out.putUnsignedInt(sizeBytes);
        out.putInt(flags);
        GfxDict.encode(xdata, out);
    }
}
