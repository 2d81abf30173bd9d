package io.brickyard.wire.fop;

import java.nio.ByteBuffer;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.xdr.XdrWriter;

/** A file operation as a client asks for it. One record per operation, so a switch over requests is exhaustive. */
public sealed interface FopRequest permits FdRequest, Access, CopyFileRange, Create, Entrylk, Getactivelk, Getxattr,
        Icreate, Inodelk, Ipc, Lease, Link, Lookup, Mkdir, Mknod, Namelink, Open, Opendir, Put, Readlink, Removexattr,
        Rename, Rmdir, Setactivelk, Setattr, Setxattr, Stat, StatfsCall, Symlink, Truncate, Unlink, Xattrop {
    /** Which operation. */
    Fop fop();

    /** Further wishes and hints. */
    Dict xdata();

    /** Writes the XDR part of the arguments, without the {@link #payload}. */
    void encode(XdrWriter out);

    /** Raw data that follows the XDR part unpadded: that of WRITE and PUT, else empty. */
    default ByteBuffer payload() {
        return FopLimits.NO_DATA;
    }
}
