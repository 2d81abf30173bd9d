package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A new open file.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param stat the file
 * @param fd the number to use from now on
 * @param preparent parent before
 * @param postparent parent after
 */
public record CreateReply(int opRet, int opErrno, Dict xdata, Iatt stat, long fd, Iatt preparent,
        Iatt postparent) implements FopReply {
    /** Reads the result behind the reply header. */
    static CreateReply decode(XdrReader in) {
        return new CreateReply(in.getInt(), in.getInt(), GfxDict.decode(in), Iatt.decode(in), in.getLong(),
                Iatt.decode(in), Iatt.decode(in));
    }

    /** The complete structure of an error, filled with zeros. */
    static CreateReply failure(int errno, Dict xdata) {
        return new CreateReply(-1, errno, xdata, Iatt.NONE, 0, Iatt.NONE, Iatt.NONE);
    }

    @Override
    public CreateReply withXdata(Dict newXdata) {
        return new CreateReply(opRet, opErrno, newXdata, stat, fd, preparent, postparent);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        stat.encode(out);
        out.putLong(fd);
        preparent.encode(out);
        postparent.encode(out);
    }
}
