package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LeaseInfo;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * LEASE, procedure 50: gets, sets or returns a lease.
 *
 * @param gfid the inode
 * @param lease the lease
 * @param xdata further wishes and hints
 */
public record Lease(Gfid gfid, LeaseInfo lease, Dict xdata) implements FopRequest {
    /** Reads the arguments behind the call header. */
    static Lease decode(XdrReader in) {
        return new Lease(Gfid.decode(in), LeaseInfo.decode(in), GfxDict.decode(in));
    }

    @Override
    public Fop fop() {
        return Fop.LEASE;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        lease.encode(out);
        GfxDict.encode(xdata, out);
    }
}
