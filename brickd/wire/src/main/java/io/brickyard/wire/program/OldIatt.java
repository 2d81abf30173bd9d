package io.brickyard.wire.program;

import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Attributes in the older layout of 104 bytes that only {@link CacheInvalidation} uses.
 *
 * @param gfid the inode
 * @param ino inode number for clients
 * @param dev device of the brick's file system
 * @param mode POSIX st_mode
 * @param nlink names
 * @param uid owner
 * @param gid group
 * @param rdev device number of a device node
 * @param size bytes
 * @param blksize preferred I/O size in bytes
 * @param blocks units of 512 bytes
 * @param atimeSec last access, seconds since 1970
 * @param atimeNanos nanosecond part
 * @param mtimeSec last change of content, seconds
 * @param mtimeNanos nanosecond part
 * @param ctimeSec last change of the inode, seconds
 * @param ctimeNanos nanosecond part
 */
public record OldIatt(Gfid gfid, long ino, long dev, int mode, int nlink, int uid, int gid, long rdev, long size,
        int blksize, long blocks, int atimeSec, int atimeNanos, int mtimeSec, int mtimeNanos, int ctimeSec,
        int ctimeNanos) {
    /** Encoded size. */
    public static final int BYTES = 104;

    static OldIatt decode(XdrReader in) {
        return new OldIatt(Gfid.decode(in), in.getLong(), in.getLong(), in.getInt(), in.getInt(), in.getInt(),
                in.getInt(), in.getLong(), in.getLong(), in.getInt(), in.getLong(), in.getInt(), in.getInt(),
                in.getInt(), in.getInt(), in.getInt(), in.getInt());
    }

    void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(ino);
        out.putLong(dev);
        out.putInt(mode);
        out.putInt(nlink);
        out.putInt(uid);
        out.putInt(gid);
        out.putLong(rdev);
        out.putLong(size);
        out.putInt(blksize);
        out.putLong(blocks);
        out.putInt(atimeSec);
        out.putInt(atimeNanos);
        out.putInt(mtimeSec);
        out.putInt(mtimeNanos);
        out.putInt(ctimeSec);
        out.putInt(ctimeNanos);
    }
}
