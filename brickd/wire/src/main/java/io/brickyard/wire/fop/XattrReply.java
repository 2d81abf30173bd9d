package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Extended attributes (GETXATTR, FGETXATTR, XATTROP, FXATTROP).
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param dict names and values
 * @param preop zeros
 * @param postop zeros
 */
public record XattrReply(int opRet, int opErrno, Dict xdata, Dict dict, Iatt preop, Iatt postop) implements FopReply {
    /** Reads the result behind the reply header. */
    static XattrReply decode(XdrReader in) {
        return new XattrReply(in.getInt(), in.getInt(), GfxDict.decode(in), GfxDict.decode(in), Iatt.decode(in),
                Iatt.decode(in));
    }

    /** The complete structure of an error, filled with zeros. */
    static XattrReply failure(int errno, Dict xdata) {
        return new XattrReply(-1, errno, xdata, Dict.EMPTY, Iatt.NONE, Iatt.NONE);
    }

    @Override
    public XattrReply withXdata(Dict newXdata) {
        return new XattrReply(opRet, opErrno, newXdata, dict, preop, postop);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        GfxDict.encode(dict, out);
        preop.encode(out);
        postop.encode(out);
    }
}
