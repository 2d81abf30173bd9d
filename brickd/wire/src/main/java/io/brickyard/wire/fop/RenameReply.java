package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Result of RENAME.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param stat the inode
 * @param preOldParent old parent before
 * @param postOldParent old parent after
 * @param preNewParent new parent before
 * @param postNewParent new parent after
 */
public record RenameReply(int opRet, int opErrno, Dict xdata, Iatt stat, Iatt preOldParent, Iatt postOldParent,
        Iatt preNewParent, Iatt postNewParent) implements FopReply {
    /** Reads the result behind the reply header. */
    static RenameReply decode(XdrReader in) {
        return new RenameReply(in.getInt(), in.getInt(), GfxDict.decode(in), Iatt.decode(in), Iatt.decode(in),
                Iatt.decode(in), Iatt.decode(in), Iatt.decode(in));
    }

    /** The complete structure of an error, filled with zeros. */
    static RenameReply failure(int errno, Dict xdata) {
        return new RenameReply(-1, errno, xdata, Iatt.NONE, Iatt.NONE, Iatt.NONE, Iatt.NONE, Iatt.NONE);
    }

    @Override
    public RenameReply withXdata(Dict newXdata) {
        return new RenameReply(opRet, opErrno, newXdata, stat, preOldParent, postOldParent, preNewParent,
                postNewParent);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        stat.encode(out);
        preOldParent.encode(out);
        postOldParent.encode(out);
        preNewParent.encode(out);
        postNewParent.encode(out);
    }
}
