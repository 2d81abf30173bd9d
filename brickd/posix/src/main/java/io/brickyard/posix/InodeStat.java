package io.brickyard.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What statx(2) says about one inode. Sizes in bytes, blocks in units of 512 bytes, times as seconds and nanoseconds
 * since the epoch; mode carries the type bits; dev in glibc's 64-bit makedev form, rdev as
 * bricks report it (seen with stock): major number in the upper, minor in the lower 32 bits.
 */
public record InodeStat(long dev, long ino, int mode, int nlink, int uid, int gid, long rdev, long size, int blksize,
        long blocks,
        long atimeSec, int atimeNanos, long mtimeSec, int mtimeNanos, long ctimeSec, int ctimeNanos) {
    /** Mask of the type bits in mode. */
    public static final int S_IFMT = 0170000;
    public static final int S_IFSOCK = 0140000;
    public static final int S_IFLNK = 0120000;
    public static final int S_IFREG = 0100000;
    public static final int S_IFBLK = 0060000;
    public static final int S_IFDIR = 0040000;
    public static final int S_IFCHR = 0020000;
    public static final int S_IFIFO = 0010000;
    public static final int S_ISUID = 04000;
    public static final int S_ISGID = 02000;
    public static final int S_ISVTX = 01000;

    public boolean isDirectory() {
        return (mode & S_IFMT) == S_IFDIR;
    }

    public boolean isRegular() {
        return (mode & S_IFMT) == S_IFREG;
    }

    public boolean isSymlink() {
        return (mode & S_IFMT) == S_IFLNK;
    }

    public boolean isDevice() {
        return (mode & S_IFMT) == S_IFBLK || (mode & S_IFMT) == S_IFCHR;
    }

    /** Same inode on the same file system. */
    public boolean sameInode(InodeStat other) {
        return ino == other.ino && dev == other.dev;
    }

    /** Decodes struct statx, whose layout is the same on every architecture. */
    static InodeStat decode(MemorySegment s) {
        return new InodeStat(makedev(u32(s, 136), u32(s, 140)), s.get(ValueLayout.JAVA_LONG, 32),
                s.get(ValueLayout.JAVA_SHORT, 28) & 0xffff, u32(s, 16), u32(s, 20), u32(s, 24),
                ((long) u32(s, 128) << 32) | (u32(s, 132) & 0xffffffffL), s.get(ValueLayout.JAVA_LONG, 40), u32(s, 4),
                s.get(ValueLayout.JAVA_LONG, 48), s.get(ValueLayout.JAVA_LONG, 64), u32(s, 72),
                s.get(ValueLayout.JAVA_LONG, 112), u32(s, 120), s.get(ValueLayout.JAVA_LONG, 96), u32(s, 104));
    }

    private static int u32(MemorySegment s, long offset) {
        return s.get(ValueLayout.JAVA_INT, offset);
    }

    private static long makedev(int major, int minor) {
        long maj = major & 0xffffffffL;
        long min = minor & 0xffffffffL;
        return ((maj & 0xfffL) << 8) | ((maj & ~0xfffL) << 32) | (min & 0xffL) | ((min & ~0xffL) << 12);
    }
}
