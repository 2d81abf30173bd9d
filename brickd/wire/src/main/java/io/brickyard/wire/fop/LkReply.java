package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A lock: as granted, or for GETLK the one in the way.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param flock the lock; zeros in an error
 */
public record LkReply(int opRet, int opErrno, Dict xdata, Flock flock) implements FopReply {
    /** Reads the result behind the reply header. */
    static LkReply decode(XdrReader in) {
        return new LkReply(in.getInt(), in.getInt(), GfxDict.decode(in), Flock.decode(in));
    }

    /** The complete structure of an error, filled with zeros. */
    static LkReply failure(int errno, Dict xdata) {
        return new LkReply(-1, errno, xdata, Flock.NONE);
    }

    @Override
    public LkReply withXdata(Dict newXdata) {
        return new LkReply(opRet, opErrno, newXdata, flock);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        flock.encode(out);
    }
}
