package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * RELEASE, procedure 41: closes a file.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param xdata further wishes and hints
 */
public record Release(Gfid gfid, long fd, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Release decode(XdrReader in) {
        return new Release(Gfid.decode(in), in.getLong(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.RELEASE;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        GfxDict.encode(xdata, out);
    }
}
