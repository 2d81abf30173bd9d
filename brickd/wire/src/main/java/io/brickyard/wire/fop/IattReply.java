package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Result and attributes.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param stat attributes of the inode
 */
public record IattReply(int opRet, int opErrno, Dict xdata, Iatt stat) implements FopReply {
    /** Reads the result behind the reply header. */
    static IattReply decode(XdrReader in) {
        return new IattReply(in.getInt(), in.getInt(), GfxDict.decode(in), Iatt.decode(in));
    }

    /** The complete structure of an error, filled with zeros. */
    static IattReply failure(int errno, Dict xdata) {
        return new IattReply(-1, errno, xdata, Iatt.NONE);
    }

    @Override
    public IattReply withXdata(Dict newXdata) {
        return new IattReply(opRet, opErrno, newXdata, stat);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        stat.encode(out);
    }
}
