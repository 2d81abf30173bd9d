package io.brickyard.wire.fop;

import java.nio.ByteBuffer;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Data; op_ret is its length and op_errno ENOENT at the end of the file. Attributes stand before xdata, the data
 * behind it raw and unpadded.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param stat the file
 * @param sizeBytes length of the data
 * @param xdata what the request asked for
 * @param payload the data, a view of the receive buffer when decoded
 */
public record ReadReply(int opRet, int opErrno, Iatt stat, long sizeBytes, Dict xdata,
        ByteBuffer payload) implements FopReply {
    /** Bytes of result in front of the data when xdata is empty; stock clients insist on at least as many. */
    public static final int FIXED_BYTES = 172;

    /** Reads the result behind the reply header. */
    static ReadReply decode(XdrReader in) {
        return new ReadReply(in.getInt(), in.getInt(), Iatt.decode(in), in.getUnsignedInt(),
                GfxDict.decodeBeforeData(in), in.getRest());
    }

    /** The complete structure of an error, filled with zeros. */
    static ReadReply failure(int errno, Dict xdata) {
        return new ReadReply(-1, errno, Iatt.NONE, 0, xdata, FopLimits.NO_DATA);
    }

    @Override
    public ReadReply withXdata(Dict newXdata) {
        return new ReadReply(opRet, opErrno, stat, sizeBytes, newXdata, payload);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        stat.encode(out);
        out.putUnsignedInt(sizeBytes);
        GfxDict.encode(xdata, out);
    }
}
