package io.brickyard.wire.fop;

import java.util.Arrays;
import java.util.HexFormat;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Checksums of a range.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param flags 1 = the strong one is SHA-256
 * @param weak Adler-32 that starts from 0
 * @param strong 32 bytes
 */
public record RchecksumReply(int opRet, int opErrno, Dict xdata, int flags, int weak,
        byte[] strong) implements FopReply {
    /** Reads the result behind the reply header. */
    static RchecksumReply decode(XdrReader in) {
        return new RchecksumReply(in.getInt(), in.getInt(), GfxDict.decode(in), in.getInt(), in.getInt(),
                in.getOpaque(FopLimits.MAX_CHECKSUM_BYTES));
    }

    /** The complete structure of an error, filled with zeros. */
    static RchecksumReply failure(int errno, Dict xdata) {
        return new RchecksumReply(-1, errno, xdata, 0, 0, new byte[FopLimits.STRONG_CHECKSUM_BYTES]);
    }

    @Override
    public RchecksumReply withXdata(Dict newXdata) {
        return new RchecksumReply(opRet, opErrno, newXdata, flags, weak, strong);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        out.putInt(flags);
        out.putInt(weak);
        out.putOpaque(strong);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RchecksumReply reply && opRet == reply.opRet && opErrno == reply.opErrno
                && xdata.equals(reply.xdata) && flags == reply.flags && weak == reply.weak
                && Arrays.equals(strong, reply.strong);
    }

    @Override
    public int hashCode() {
        return 31 * weak + Arrays.hashCode(strong);
    }

    @Override
    public String toString() {
        return "RchecksumReply[opRet=" + opRet + ", opErrno=" + opErrno + ", xdata=" + xdata + ", flags=" + flags
                + ", weak=" + Integer.toHexString(weak) + ", strong=" + HexFormat.of().formatHex(strong) + "]";
    }
}
