package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A position.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param offset where the data or hole starts
 */
public record SeekReply(int opRet, int opErrno, Dict xdata, long offset) implements FopReply {
    /** Reads the result behind the reply header. */
    static SeekReply decode(XdrReader in) {
        return new SeekReply(in.getInt(), in.getInt(), GfxDict.decode(in), in.getLong());
    }

    /** The complete structure of an error, filled with zeros. */
    static SeekReply failure(int errno, Dict xdata) {
        return new SeekReply(-1, errno, xdata, 0);
    }

    @Override
    public SeekReply withXdata(Dict newXdata) {
        return new SeekReply(opRet, opErrno, newXdata, offset);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        out.putLong(offset);
    }
}
