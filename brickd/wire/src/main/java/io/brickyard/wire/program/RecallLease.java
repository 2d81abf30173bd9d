package io.brickyard.wire.program;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Callback 8: give the lease back, another client waits.
 *
 * @param gfid the inode
 * @param leaseType 0
 * @param leaseId 16 bytes
 * @param xdata further values
 */
public record RecallLease(Gfid gfid, int leaseType, LeaseId leaseId, Dict xdata) implements Callback {
    static RecallLease decode(XdrReader in) {
        return new RecallLease(Gfid.decode(in), in.getInt(), LeaseId.decode(in), OldDict.decodeOpaque(in));
    }

    @Override
    public int procedure() {
        return 8;
    }

    @Override
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putInt(leaseType);
        leaseId.encode(out);
        OldDict.encodeOpaque(xdata, out);
    }
}
