package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.LeaseInfo;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A lease.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param lease the lease; zeros in an error
 */
public record LeaseReply(int opRet, int opErrno, Dict xdata, LeaseInfo lease) implements FopReply {
    /** Reads the result behind the reply header. */
    static LeaseReply decode(XdrReader in) {
        return new LeaseReply(in.getInt(), in.getInt(), GfxDict.decode(in), LeaseInfo.decode(in));
    }

    /** The complete structure of an error, filled with zeros. */
    static LeaseReply failure(int errno, Dict xdata) {
        return new LeaseReply(-1, errno, xdata, LeaseInfo.NONE);
    }

    @Override
    public LeaseReply withXdata(Dict newXdata) {
        return new LeaseReply(opRet, opErrno, newXdata, lease);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        lease.encode(out);
    }
}
