package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Statfs;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Size and occupancy.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param statfs the figures
 */
public record StatfsReply(int opRet, int opErrno, Dict xdata, Statfs statfs) implements FopReply {
    /** Reads the result behind the reply header. */
    static StatfsReply decode(XdrReader in) {
        return new StatfsReply(in.getInt(), in.getInt(), GfxDict.decode(in), Statfs.decode(in));
    }

    /** The complete structure of an error, filled with zeros. */
    static StatfsReply failure(int errno, Dict xdata) {
        return new StatfsReply(-1, errno, xdata, Statfs.NONE);
    }

    @Override
    public StatfsReply withXdata(Dict newXdata) {
        return new StatfsReply(opRet, opErrno, newXdata, statfs);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        statfs.encode(out);
    }
}
