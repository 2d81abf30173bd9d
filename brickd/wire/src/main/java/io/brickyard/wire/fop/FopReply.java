package io.brickyard.wire.fop;

import java.nio.ByteBuffer;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.xdr.XdrWriter;

/** The answer to a file operation. One record per shape; which operation has which shape is in {@link Fop}. */
public sealed interface FopReply permits CopyFileRangeReply, CreateReply, EntryReply, FdReply, GetactivelkReply,
        IattReply, LeaseReply, LkReply, LookupReply, PrePostReply, RchecksumReply, ReadReply, ReaddirReply,
        ReaddirpReply, ReadlinkReply, RenameReply, SeekReply, StatfsReply, StatusReply, XattrReply {
    /** -1 on error; else mostly 0, for some operations a count. */
    int opRet();

    /** Why, if opRet is -1; see {@link io.brickyard.wire.type.Errno}. Means nothing otherwise, except end of file. */
    int opErrno();

    /** What the request's xdata asked for. */
    Dict xdata();

    /** A copy with other xdata. */
    FopReply withXdata(Dict newXdata);

    /** Writes the XDR part of the result, without the {@link #payload}. */
    void encode(XdrWriter out);

    /** Raw data that follows the XDR part unpadded: that of READ, else empty. */
    default ByteBuffer payload() {
        return FopLimits.NO_DATA;
    }

    /** Whether the operation failed. */
    default boolean failed() {
        return opRet() < 0;
    }
}
