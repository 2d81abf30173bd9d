package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Result of making a name (MKNOD, MKDIR, SYMLINK, LINK, PUT).
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param stat the inode
 * @param preparent parent before
 * @param postparent parent after
 */
public record EntryReply(int opRet, int opErrno, Dict xdata, Iatt stat, Iatt preparent,
        Iatt postparent) implements FopReply {
    /** Reads the result behind the reply header. */
    static EntryReply decode(XdrReader in) {
        return new EntryReply(in.getInt(), in.getInt(), GfxDict.decode(in), Iatt.decode(in), Iatt.decode(in),
                Iatt.decode(in));
    }

    /** The complete structure of an error, filled with zeros. */
    static EntryReply failure(int errno, Dict xdata) {
        return new EntryReply(-1, errno, xdata, Iatt.NONE, Iatt.NONE, Iatt.NONE);
    }

    @Override
    public EntryReply withXdata(Dict newXdata) {
        return new EntryReply(opRet, opErrno, newXdata, stat, preparent, postparent);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        stat.encode(out);
        preparent.encode(out);
        postparent.encode(out);
    }
}
