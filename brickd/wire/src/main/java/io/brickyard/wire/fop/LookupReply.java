package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * What LOOKUP found.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param stat the inode
 * @param postparent its parent; zeros for a nameless lookup
 */
public record LookupReply(int opRet, int opErrno, Dict xdata, Iatt stat, Iatt postparent) implements FopReply {
    /** Reads the result behind the reply header. */
    static LookupReply decode(XdrReader in) {
        return new LookupReply(in.getInt(), in.getInt(), GfxDict.decode(in), Iatt.decode(in), Iatt.decode(in));
    }

    /** The complete structure of an error, filled with zeros. */
    static LookupReply failure(int errno, Dict xdata) {
        return new LookupReply(-1, errno, xdata, Iatt.NONE, Iatt.NONE);
    }

    @Override
    public LookupReply withXdata(Dict newXdata) {
        return new LookupReply(opRet, opErrno, newXdata, stat, postparent);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        stat.encode(out);
        postparent.encode(out);
    }
}
