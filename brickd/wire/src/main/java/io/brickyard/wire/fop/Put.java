package io.brickyard.wire.fop;

import java.nio.ByteBuffer;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * PUT, procedure 55: makes a file with content in one call; the data follows the XDR part raw and unpadded. Stock
 * bricks have none.
 *
 * @param pargfid the parent directory
 * @param bname name in the parent, without slash
 * @param mode permission and type bits
 * @param umask the caller's umask
 * @param flags flags
 * @param offset first byte
 * @param sizeBytes how many bytes, by the header; the payload counts
 * @param xattrs xattrs of the new file
 * @param xdata further wishes and hints
 * @param payload the content, a view of the receive buffer when decoded
 */
public record Put(Gfid pargfid, String bname, int mode, int umask, int flags, long offset, long sizeBytes, Dict xattrs,
        Dict xdata, ByteBuffer payload) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Put decode(XdrReader in) {
        return new Put(Gfid.decode(in), in.getString(FopLimits.MAX_NAME_BYTES), in.getInt(), in.getInt(), in.getInt(),
                in.getLong(), in.getUnsignedInt(), GfxDict.decode(in), GfxDict.decodeBeforeData(in), in.getRest());
    }

    @Override
    public Fop fop() {
        return Fop.PUT;
    }

    @Override
    public void encode(XdrWriter out) {
        pargfid.encode(out);
        out.putString(bname);
        out.putInt(mode);
        out.putInt(umask);
        out.putInt(flags);
        out.putLong(offset);
        out.putUnsignedInt(sizeBytes);
        GfxDict.encode(xattrs, out);
        GfxDict.encode(xdata, out);
    }
}
