package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Target of a symbolic link; op_ret is its length.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param stat the link
 * @param path the target
 */
public record ReadlinkReply(int opRet, int opErrno, Dict xdata, Iatt stat, String path) implements FopReply {
    /** Reads the result behind the reply header. */
    static ReadlinkReply decode(XdrReader in) {
        return new ReadlinkReply(in.getInt(), in.getInt(), GfxDict.decode(in), Iatt.decode(in),
                in.getString(FopLimits.MAX_TEXT_BYTES));
    }

    /** The complete structure of an error, filled with zeros. */
    static ReadlinkReply failure(int errno, Dict xdata) {
        return new ReadlinkReply(-1, errno, xdata, Iatt.NONE, "");
    }

    @Override
    public ReadlinkReply withXdata(Dict newXdata) {
        return new ReadlinkReply(opRet, opErrno, newXdata, stat, path);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        stat.encode(out);
        out.putString(path);
    }
}
