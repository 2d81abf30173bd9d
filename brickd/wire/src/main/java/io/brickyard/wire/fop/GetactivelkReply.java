package io.brickyard.wire.fop;

import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Locks of an inode; op_ret is their number.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param locks the locks
 */
public record GetactivelkReply(int opRet, int opErrno, Dict xdata, List<ActiveLock> locks) implements FopReply {
    /** Reads the result behind the reply header. */
    static GetactivelkReply decode(XdrReader in) {
        return new GetactivelkReply(in.getInt(), in.getInt(), GfxDict.decode(in), ActiveLock.decodeList(in));
    }

    /** The complete structure of an error, filled with zeros. */
    static GetactivelkReply failure(int errno, Dict xdata) {
        return new GetactivelkReply(-1, errno, xdata, List.of());
    }

    @Override
    public GetactivelkReply withXdata(Dict newXdata) {
        return new GetactivelkReply(opRet, opErrno, newXdata, locks);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        ActiveLock.encodeList(locks, out);
    }
}
