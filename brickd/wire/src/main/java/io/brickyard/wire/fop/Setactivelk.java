package io.brickyard.wire.fop;

import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * SETACTIVELK, procedure 52: installs locks on an inode, for moving them.
 *
 * @param gfid the inode
 * @param locks the locks
 * @param xdata further wishes and hints
 */
public record Setactivelk(Gfid gfid, List<ActiveLock> locks, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Setactivelk decode(XdrReader in) {
        return new Setactivelk(Gfid.decode(in), ActiveLock.decodeList(in), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.SETACTIVELK;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        ActiveLock.encodeList(locks, out);
        GfxDict.encode(xdata, out);
    }
}
