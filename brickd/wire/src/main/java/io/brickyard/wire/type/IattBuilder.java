package io.brickyard.wire.type;

/** Puts an {@link Iatt} together field by field. Not thread-safe. */
public final class IattBuilder {
    private Gfid gfid;
    private long flags;
    private long ino;
    private long dev;
    private long rdev;
    private long size;
    private long blocks;
    private long attributes;
    private long attributesMask;
    private long atimeSec;
    private long mtimeSec;
    private long ctimeSec;
    private long btimeSec;
    private int atimeNanos;
    private int mtimeNanos;
    private int ctimeNanos;
    private int btimeNanos;
    private int nlink;
    private int uid;
    private int gid;
    private int blksize;
    private int mode;

    IattBuilder(Iatt from) {
        gfid = from.gfid();
        flags = from.flags();
        ino = from.ino();
        dev = from.dev();
        rdev = from.rdev();
        size = from.size();
        blocks = from.blocks();
        attributes = from.attributes();
        attributesMask = from.attributesMask();
        atimeSec = from.atimeSec();
        mtimeSec = from.mtimeSec();
        ctimeSec = from.ctimeSec();
        btimeSec = from.btimeSec();
        atimeNanos = from.atimeNanos();
        mtimeNanos = from.mtimeNanos();
        ctimeNanos = from.ctimeNanos();
        btimeNanos = from.btimeNanos();
        nlink = from.nlink();
        uid = from.uid();
        gid = from.gid();
        blksize = from.blksize();
        mode = from.mode();
    }

    /** The inode and, from it, the inode number. */
    public IattBuilder gfid(Gfid newGfid) {
        gfid = newGfid;
        ino = newGfid.low();
        return this;
    }

    /** Which fields are valid. */
    public IattBuilder flags(long newFlags) {
        flags = newFlags;
        return this;
    }

    /** The inode number, where it is not the gfid's. */
    public IattBuilder ino(long newIno) {
        ino = newIno;
        return this;
    }

    /** Device of the file system. */
    public IattBuilder dev(long newDev) {
        dev = newDev;
        return this;
    }

    /** Device number of a device node. */
    public IattBuilder rdev(long newRdev) {
        rdev = newRdev;
        return this;
    }

    /** Bytes. */
    public IattBuilder size(long newSize) {
        size = newSize;
        return this;
    }

    /** Units of 512 bytes. */
    public IattBuilder blocks(long newBlocks) {
        blocks = newBlocks;
        return this;
    }

    /** Number of names. */
    public IattBuilder nlink(int newNlink) {
        nlink = newNlink;
        return this;
    }

    /** Owner. */
    public IattBuilder uid(int newUid) {
        uid = newUid;
        return this;
    }

    /** Group. */
    public IattBuilder gid(int newGid) {
        gid = newGid;
        return this;
    }

    /** Preferred I/O size in bytes. */
    public IattBuilder blksize(int newBlksize) {
        blksize = newBlksize;
        return this;
    }

    /** POSIX st_mode with type bits. */
    public IattBuilder mode(int newMode) {
        mode = newMode;
        return this;
    }

    /** The statx attributes and which of them are known. */
    public IattBuilder attributes(long newAttributes, long newMask) {
        attributes = newAttributes;
        attributesMask = newMask;
        return this;
    }

    /** Last access: seconds since 1970 and nanoseconds. */
    public IattBuilder atime(long seconds, int nanos) {
        atimeSec = seconds;
        atimeNanos = nanos;
        return this;
    }

    /** Last change of content: seconds since 1970 and nanoseconds. */
    public IattBuilder mtime(long seconds, int nanos) {
        mtimeSec = seconds;
        mtimeNanos = nanos;
        return this;
    }

    /** Last change of the inode: seconds since 1970 and nanoseconds. */
    public IattBuilder ctime(long seconds, int nanos) {
        ctimeSec = seconds;
        ctimeNanos = nanos;
        return this;
    }

    /** Birth: seconds since 1970 and nanoseconds. */
    public IattBuilder btime(long seconds, int nanos) {
        btimeSec = seconds;
        btimeNanos = nanos;
        return this;
    }

    /** The attributes. */
    public Iatt build() {
        return new Iatt(gfid, flags, ino, dev, rdev, size, blocks, attributes, attributesMask, atimeSec, mtimeSec,
                ctimeSec,
                btimeSec, atimeNanos, mtimeNanos, ctimeNanos, btimeNanos, nlink, uid, gid, blksize, mode);
    }
}
