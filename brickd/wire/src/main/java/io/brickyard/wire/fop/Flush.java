package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * FLUSH, procedure 15: drops the caller's POSIX locks; comes with every close(2).
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param xdata further wishes and hints
 */
public record Flush(Gfid gfid, long fd, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Flush decode(XdrReader in) {
        return new Flush(Gfid.decode(in), in.getLong(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.FLUSH;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        GfxDict.encode(xdata, out);
    }
}
