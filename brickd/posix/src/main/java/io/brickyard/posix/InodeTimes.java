package io.brickyard.posix;

import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.type.Mdata;
import org.jspecify.annotations.Nullable;

/**
 * Reads and advances the times of inodes that clients agreed on ({@link MdataXattr}), and builds the attributes that go
 * out with them. With features.ctime off the file system's own times are reported and nothing is written.
 */
final class InodeTimes {
    private static final int UNIT = 512;

    private final InodeTable inodes;
    private final boolean ctime;

    InodeTimes(InodeTable inodes, boolean ctime) {
        this.inodes = inodes;
        this.ctime = ctime;
    }

    /** Attributes of an inode as the wire carries them; stock's rules for links, inode number, blocks and times. */
    Iatt iatt(Gfid gfid, Node node) throws SysException {
        return iatt(gfid, node, node.stat());
    }

    Iatt iatt(Gfid gfid, Node node, InodeStat stat) throws SysException {
        Iatt raw = rawIatt(gfid, stat);
        MdataXattr mdata = ctime ? read(gfid, node) : null;
        return mdata == null ? raw : withTimes(raw, mdata);
    }

    private static Iatt withTimes(Iatt raw, MdataXattr mdata) {
        return raw.withTimes(mdata.atime().seconds(), (int) mdata.atime().nanos(), mdata.mtime().seconds(),
                (int) mdata.mtime().nanos(), mdata.ctime().seconds(), (int) mdata.ctime().nanos());
    }

    private static Iatt rawIatt(Gfid gfid, InodeStat s) {
        int nlink = s.isDirectory() ? s.nlink() : Math.max(0, s.nlink() - 1);
        long blocks = Math.min(s.blocks(), (s.size() + UNIT - 1) / UNIT);
        return new Iatt(gfid, Iatt.FLAGS_BRICK, gfid.low(), s.dev(), s.rdev(), s.size(), blocks, 0, 0, s.atimeSec(),
                s.mtimeSec(), s.ctimeSec(), 0, s.atimeNanos(), s.mtimeNanos(), s.ctimeNanos(), 0, nlink, s.uid(),
                s.gid(),
                s.blksize(), s.mode());
    }

    private @Nullable MdataXattr read(Gfid gfid, Node node) throws SysException {
        try (InodeTable.Entry entry = inodes.use(gfid)) {
            synchronized (entry) {
                return load(entry, node);
            }
        }
    }

    private static @Nullable MdataXattr load(InodeTable.Entry entry, Node node) throws SysException {
        if (!entry.mdataKnown) {
            byte @Nullable [] bytes = node.get(Keys.MDATA);
            entry.mdata = bytes == null ? null : MdataXattr.decode(bytes);
            entry.mdataKnown = true;
        }
        return entry.mdata;
    }

    private static void store(InodeTable.Entry entry, Node node, MdataXattr mdata) throws SysException {
        if (!mdata.equals(entry.mdata)) {
            node.set(Keys.MDATA, mdata.encode(), 0);
            entry.mdata = mdata;
            entry.mdataKnown = true;
        }
    }

    private interface Rule {
        /** The new times, or null to leave them; the old ones are null where the inode has none. */
        @Nullable
        MdataXattr apply(@Nullable MdataXattr old);
    }

    private void update(Gfid gfid, Node node, Rule rule) throws SysException {
        try (InodeTable.Entry entry = inodes.use(gfid)) {
            synchronized (entry) {
                MdataXattr next = rule.apply(load(entry, node));
                if (next != null) {
                    store(entry, node, next);
                }
            }
        }
    }

    /** After a FOP: the inode's times move to the caller's stamp; an inode without them gets all three. */
    void stampInode(Caller caller, Gfid gfid, Node node) throws SysException {
        stamp(caller.inodeTimes(), caller, gfid, node);
    }

    /** A new inode that nobody knows yet gets all three times. */
    void stampNew(Caller caller, Node node) throws SysException {
        if (ctime && caller.inodeTimes() != 0) {
            node.set(Keys.MDATA, MdataXattr.all(caller.stamp()).encode(), 0);
        }
    }

    /** After a change of names: the parent's times move to the caller's stamp. */
    void stampParent(Caller caller, Gfid parent, Node node) throws SysException {
        stamp(caller.parentTimes(), caller, parent, node);
    }

    private void stamp(int flags, Caller caller, Gfid gfid, Node node) throws SysException {
        if (ctime && flags != 0) {
            MdataXattr.Time stamp = caller.stamp();
            update(gfid, node, old -> old == null ? MdataXattr.all(stamp) : old.advanced(flags, stamp));
        }
    }

    /**
     * SETATTR with times: exactly these, backwards too, but only where the inode has them already. The change time moves
     * only forward: to the one given or, without one, to the caller's stamp, whatever the caller's flags say, as on a
     * stock brick.
     */
    void setExactly(Caller caller, Gfid gfid, Node node, Iatt times, int flags) throws SysException {
        if (ctime && flags != 0) {
            MdataXattr.Time changed = (flags & TimeFlags.CTIME) != 0 ? time(times.ctimeSec(), times.ctimeNanos())
                    : caller.stamp();
            update(gfid, node, old -> old == null ? null
                    : new MdataXattr(old.ctime().max(changed),
                            (flags & TimeFlags.MTIME) != 0 ? time(times.mtimeSec(), times.mtimeNanos()) : old.mtime(),
                            (flags & TimeFlags.ATIME) != 0 ? time(times.atimeSec(), times.atimeNanos()) : old.atime()));
        }
    }

    private static MdataXattr.Time time(long seconds, int nanos) {
        return new MdataXattr.Time(seconds, nanos & 0xffffffffL);
    }

    /** SETXATTR of set-ctime-mdata: an inode from before features.ctime gets its first times. */
    void setFirst(Gfid gfid, Node node, Mdata times) throws SysException {
        if (ctime) {
            update(gfid, node, old -> old == null ? MdataXattr.of(times) : null);
        }
    }

    /** SETXATTR of the raw xattr, by a metadata heal: the later of each field. EINVAL is up to the caller. */
    void merge(Gfid gfid, Node node, MdataXattr other) throws SysException {
        update(gfid, node, old -> old == null ? other : old.max(other));
    }

    /** The xattr was removed behind the cache. */
    void forget(Gfid gfid) {
        try (InodeTable.Entry entry = inodes.use(gfid)) {
            synchronized (entry) {
                entry.mdataKnown = false;
                entry.mdata = null;
            }
        }
    }
}
