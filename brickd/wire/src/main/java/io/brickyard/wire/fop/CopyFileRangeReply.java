package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Result of COPY_FILE_RANGE; op_ret is the number of bytes.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param stat the source
 * @param preop destination before
 * @param postop destination after
 */
public record CopyFileRangeReply(int opRet, int opErrno, Dict xdata, Iatt stat, Iatt preop,
        Iatt postop) implements FopReply {
    /** Reads the result behind the reply header. */
    static CopyFileRangeReply decode(XdrReader in) {
        return new CopyFileRangeReply(in.getInt(), in.getInt(), GfxDict.decode(in), Iatt.decode(in), Iatt.decode(in),
                Iatt.decode(in));
    }

    /** The complete structure of an error, filled with zeros. */
    static CopyFileRangeReply failure(int errno, Dict xdata) {
        return new CopyFileRangeReply(-1, errno, xdata, Iatt.NONE, Iatt.NONE, Iatt.NONE);
    }

    @Override
    public CopyFileRangeReply withXdata(Dict newXdata) {
        return new CopyFileRangeReply(opRet, opErrno, newXdata, stat, preop, postop);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        stat.encode(out);
        preop.encode(out);
        postop.encode(out);
    }
}
