package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * RELEASEDIR, procedure 42: closes a directory.
 *
 * @param gfid the inode
 * @param fd open file of the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}
 * @param xdata further wishes and hints
 */
public record Releasedir(Gfid gfid, long fd, Dict xdata) implements FdRequest {
    /** Reads the arguments behind the call header. */
    static Releasedir decode(XdrReader in) {
        return new Releasedir(Gfid.decode(in), in.getLong(), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.RELEASEDIR;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(fd);
        GfxDict.encode(xdata, out);
    }
}
