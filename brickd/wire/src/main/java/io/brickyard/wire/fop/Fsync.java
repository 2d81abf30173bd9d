package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * FSYNC, procedure 16: makes content durable.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param datasync other than zero: data only
 * @param xdata further wishes and hints
 */
public record Fsync(Gfid gfid, long fd, int datasync, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Fsync decode(XdrReader in) {
        return new Fsync(Gfid.decode(in), in.getLong(), in.getInt(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.FSYNC;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        out.putInt(datasync);
        GfxDict.encode(xdata, out);
    }
}
