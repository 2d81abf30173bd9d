package io.brickyard.wire.fop;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * The shape without anything but the result.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 */
public record StatusReply(int opRet, int opErrno, Dict xdata) implements FopReply {
    /** Reads the result behind the reply header. */
    static StatusReply decode(XdrReader in) {
        return new StatusReply(in.getInt(), in.getInt(), GfxDict.decode(in));
    }

    /** The complete structure of an error, filled with zeros. */
    static StatusReply failure(int errno, Dict xdata) {
        return new StatusReply(-1, errno, xdata);
    }

    @Override
    public StatusReply withXdata(Dict newXdata) {
        return new StatusReply(opRet, opErrno, newXdata);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
    }
}
