package io.brickyard.wire.fop;

import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.GfxDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Directory entries; op_ret is their number, op_errno ENOENT when there are no more.
 *
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param xdata what the request asked for
 * @param entries in order of their cookies
 */
public record ReaddirReply(int opRet, int opErrno, Dict xdata, List<Dirent> entries) implements FopReply {
    /** Reads the result behind the reply header. */
    static ReaddirReply decode(XdrReader in) {
        return new ReaddirReply(in.getInt(), in.getInt(), GfxDict.decode(in), Dirent.decodeList(in));
    }

    /** The complete structure of an error, filled with zeros. */
    static ReaddirReply failure(int errno, Dict xdata) {
        return new ReaddirReply(-1, errno, xdata, List.of());
    }

    @Override
    public ReaddirReply withXdata(Dict newXdata) {
        return new ReaddirReply(opRet, opErrno, newXdata, entries);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putInt(opRet);
        out.putInt(opErrno);
        GfxDict.encode(xdata, out);
        Dirent.encodeList(entries, out);
    }
}
