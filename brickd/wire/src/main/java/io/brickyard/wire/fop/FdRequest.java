package io.brickyard.wire.fop;

import io.brickyard.wire.type.Gfid;

/** A file operation on an open file or directory. */
public sealed interface FdRequest extends FopRequest permits Discard, Fallocate, Fentrylk, Fgetxattr, Finodelk, Flush,
        Fremovexattr, Fsetattr, Fsetxattr, Fstat, Fsync, Fsyncdir, Ftruncate, Fxattrop, Lk, Rchecksum, Read, Readdir,
        Readdirp, Release, Releasedir, Seek, Write, Zerofill {
    /** The inode; bricks go by the {@link #fd} unless that is anonymous. */
    Gfid gfid();

    /** The open file: a number from the brick, or {@link io.brickyard.wire.type.WireFd#ANONYMOUS}. */
    long fd();
}
