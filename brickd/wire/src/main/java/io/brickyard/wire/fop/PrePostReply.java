package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Result and attributes before and after (of the parent for UNLINK and RMDIR).
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param preop before
 * @param postop after
 */
public record PrePostReply(int opRet, int opErrno, Dict xdata, Iatt preop, Iatt postop) implements FopReply {
    /** Reads the result behind the reply header. */
    static PrePostReply decode(XdrReader in) {
        return new PrePostReply(in.getInt(), in.getInt(), GfxDict.decode(in), Iatt.decode(in), Iatt.decode(in));
    }

    /** The complete structure of an error, filled with zeros. */
    static PrePostReply failure(int errno, Dict xdata) {
        return new PrePostReply(-1, errno, xdata, Iatt.NONE, Iatt.NONE);
    }

    @Override
    public PrePostReply withXdata(Dict newXdata) {
        return new PrePostReply(opRet, opErrno, newXdata, preop, postop);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        preop.encode(out);
        postop.encode(out);
    }
}
