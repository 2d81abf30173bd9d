package io.brickyard.wire.type;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Size and occupancy of the brick's file system, as statvfs(3).
 *
 * @param bsize block size in bytes
 * @param frsize fragment size in bytes, the unit of the three block counts
 * @param blocks all blocks
 * @param bfree free blocks
 * @param bavail blocks free for users
 * @param files all inodes
 * @param ffree free inodes
 * @param favail inodes free for users
 * @param fsid file system id
 * @param flag mount flags
 * @param namemax longest file name in bytes
 */
public record Statfs(long bsize, long frsize, long blocks, long bfree, long bavail, long files, long ffree, long favail,
        long fsid, long flag, long namemax) {
    /** Encoded size. */
    public static final int BYTES = 88;
    /** All zero, as in error replies. */
    public static final Statfs NONE = new Statfs(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Reads 88 bytes. */
    public static Statfs decode(XdrReader in) {
        return new Statfs(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(),
                in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    /** Writes 88 bytes. */
    public void encode(XdrWriter out) {
        out.putLong(bsize);
        out.putLong(frsize);
        out.putLong(blocks);
        out.putLong(bfree);
        out.putLong(bavail);
        out.putLong(files);
        out.putLong(ffree);
        out.putLong(favail);
        out.putLong(fsid);
        out.putLong(flag);
        out.putLong(namemax);
    }
}
