package io.brickyard.wire.type;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Inode attributes as bricks report them, 148 bytes on the wire; an absent one is all zeros ({@link #NONE}).
 *
 * @param gfid the inode
 * @param flags which fields are valid, see the FLAG_ constants
 * @param ino inode number for clients: the low half of the gfid
 * @param dev device of the brick's file system
 * @param rdev device number of a device node
 * @param size bytes
 * @param blocks allocated 512-byte units; stock never reports more than the size needs
 * @param attributes statx attributes
 * @param attributesMask which attributes are known
 * @param atimeSec last access, seconds since 1970
 * @param mtimeSec last change of content, seconds
 * @param ctimeSec last change of the inode, seconds
 * @param btimeSec birth, seconds
 * @param atimeNanos nanosecond part, as the next three
 * @param mtimeNanos nanoseconds
 * @param ctimeNanos nanoseconds
 * @param btimeNanos nanoseconds
 * @param nlink names
 * @param uid owner
 * @param gid group
 * @param blksize preferred I/O size in bytes
 * @param mode POSIX st_mode with type bits
 */
public record Iatt(Gfid gfid, long flags, long ino, long dev, long rdev, long size, long blocks, long attributes,
        long attributesMask, long atimeSec, long mtimeSec, long ctimeSec, long btimeSec, int atimeNanos,
        int mtimeNanos, int ctimeNanos, int btimeNanos, int nlink, int uid, int gid, int blksize, int mode) {
    /** Encoded size. */
    public static final int BYTES = 148;
    /** No attributes: all zero. */
    public static final Iatt NONE = new Iatt(Gfid.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Validity bit: file type. */
    public static final int FLAG_TYPE = 0x1;
    /** Validity bit: mode. */
    public static final int FLAG_MODE = 0x2;
    /** Validity bit: number of names. */
    public static final int FLAG_NLINK = 0x4;
    /** Validity bit: owner. */
    public static final int FLAG_UID = 0x8;
    /** Validity bit: group. */
    public static final int FLAG_GID = 0x10;
    /** Validity bit: access time. */
    public static final int FLAG_ATIME = 0x20;
    /** Validity bit: modification time. */
    public static final int FLAG_MTIME = 0x40;
    /** Validity bit: change time. */
    public static final int FLAG_CTIME = 0x80;
    /** Validity bit: inode number. */
    public static final int FLAG_INO = 0x100;
    /** Validity bit: size. */
    public static final int FLAG_SIZE = 0x200;
    /** Validity bit: blocks. */
    public static final int FLAG_BLOCKS = 0x400;
    /** Validity bit: birth time. */
    public static final int FLAG_BTIME = 0x800;
    /** Validity bit: gfid. */
    public static final int FLAG_GFID = 0x1000;
    /** What stock bricks send: everything but the birth time. */
    public static final int FLAGS_BRICK = 0x17FF;

    /** The file type bits of a mode. */
    public static final int TYPE_MASK = 0170000;
    /** Type bits of a directory. */
    public static final int TYPE_DIRECTORY = 0040000;
    /** Type bits of a regular file. */
    public static final int TYPE_REGULAR = 0100000;
    /** Type bits of a symbolic link. */
    public static final int TYPE_SYMLINK = 0120000;

    /** Reads 148 bytes; 148 zeros give {@link #NONE}. */
    public static Iatt decode(XdrReader in) {
        Gfid gfid = Gfid.decode(in);
        Iatt iatt = new Iatt(gfid, in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(),
                in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getInt(),
                in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt(),
                in.getInt());
        return gfid.isNone() && iatt.equals(NONE) ? NONE : iatt;
    }

    /** Writes 148 bytes. */
    public void encode(XdrWriter out) {
        gfid.encode(out);
        out.putLong(flags);
        out.putLong(ino);
        out.putLong(dev);
        out.putLong(rdev);
        out.putLong(size);
        out.putLong(blocks);
        out.putLong(attributes);
        out.putLong(attributesMask);
        encodeTimes(out);
        out.putInt(nlink);
        out.putInt(uid);
        out.putInt(gid);
        out.putInt(blksize);
        out.putInt(mode);
    }

    private void encodeTimes(XdrWriter out) {
        out.putLong(atimeSec);
        out.putLong(mtimeSec);
        out.putLong(ctimeSec);
        out.putLong(btimeSec);
        out.putInt(atimeNanos);
        out.putInt(mtimeNanos);
        out.putInt(ctimeNanos);
        out.putInt(btimeNanos);
    }

    /** Whether the mode says directory. */
    public boolean isDirectory() {
        return (mode & TYPE_MASK) == TYPE_DIRECTORY;
    }

    /** Whether the mode says regular file. */
    public boolean isRegularFile() {
        return (mode & TYPE_MASK) == TYPE_REGULAR;
    }

    /** Whether the mode says symbolic link. */
    public boolean isSymlink() {
        return (mode & TYPE_MASK) == TYPE_SYMLINK;
    }

    /** A copy with other access, modification and change times. */
    public Iatt withTimes(long newAtimeSec, int newAtimeNanos, long newMtimeSec, int newMtimeNanos, long newCtimeSec,
            int newCtimeNanos) {
        return new Iatt(gfid, flags, ino, dev, rdev, size, blocks, attributes, attributesMask, newAtimeSec,
                newMtimeSec, newCtimeSec, btimeSec, newAtimeNanos, newMtimeNanos, newCtimeNanos, btimeNanos, nlink,
                uid, gid, blksize, mode);
    }

    /** A builder that starts with these values. */
    public IattBuilder toBuilder() {
        return new IattBuilder(this);
    }

    /** A builder that starts with zeros. */
    public static IattBuilder builder() {
        return new IattBuilder(NONE);
    }
}
