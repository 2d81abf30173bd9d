package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * An open file (OPEN, OPENDIR).
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param fd the number to use from now on
 */
public record FdReply(int opRet, int opErrno, Dict xdata, long fd) implements FopReply {
    /** Reads the result behind the reply header. */
    static FdReply decode(XdrReader in) {
        return new FdReply(in.getInt(), in.getInt(), GfxDict.decode(in), in.getLong());
    }

    /** The complete structure of an error, filled with zeros. */
    static FdReply failure(int errno, Dict xdata) {
        return new FdReply(-1, errno, xdata, 0);
    }

    @Override
    public FdReply withXdata(Dict newXdata) {
        return new FdReply(opRet, opErrno, newXdata, fd);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        out.putLong(fd);
    }
}
