package io.brickyard.heal.run;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.Changelog;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.EntryReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Link;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Mknod;
import io.brickyard.wire.fop.Readlink;
import io.brickyard.wire.fop.ReadlinkReply;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.RenameReply;
import io.brickyard.wire.fop.Symlink;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/**
 * Makes a name on bricks that lack it. Where the inode is on the brick under another name, or waits in the anonymous
 * directory, that one gets the name; else it is made new and empty, after the bricks that have it noted that the others
 * lack its content.
 */
final class NameCreation {
    /** A link's target may be this long. */
    private static final int TARGET_BYTES = 4096;
    private static final ChangelogKind[] ALL = ChangelogKind.values();

    private final Healer healer;
    private final Replica replica;
    private final Anonymous anonymous;

    NameCreation(Healer healer, Anonymous anonymous) {
        this.healer = healer;
        this.replica = healer.replica();
        this.anonymous = anonymous;
    }

    /** Kinds of changelog by which a new inode's content is still to be healed. */
    static ChangelogKind[] stillToCome(Iatt stat) {
        if (stat.isDirectory()) {
            return ALL.clone();
        }
        return stat.isRegularFile() ? new ChangelogKind[]{ChangelogKind.DATA, ChangelogKind.METADATA}
                : new ChangelogKind[]{ChangelogKind.METADATA};
    }

    /**
     * Makes it; the directory is locked on all bricks.
     *
     * @param from brick to copy from
     * @param having bricks that have the inode under this name
     * @param log the inode's changelogs on those
     * @param on bricks that lack the name
     * @param adopted those of them that have it without a gfid, and lack the inode
     * @return bricks on which the inode was made new
     */
    Bricks create(Gfid directory, String name, int from, Iatt stat, Bricks having, Changelog log, Bricks on,
            Bricks adopted) throws NotHealedException {
        Inspection inode = Inspection.of(replica, stat.gfid());
        Bricks unknown = on.minus(inode.having()).minus(inode.lacking());
        if (!unknown.isEmpty()) {
            throw NotHealedException.of(inode.answers().errno(unknown.lowest()), "LOOKUP");
        }
        if (inode.typesDiffer()) {
            throw new NotHealedException(Reason.SPLIT_BRAIN_TYPE, "copies are of different types");
        }
        Bricks fresh = on.within(inode.lacking());
        if (!fresh.isEmpty()) {
            make(directory, name, from, stat, having, log, fresh, adopted);
        }
        for (int brick : on.minus(fresh).numbers()) {
            give(directory, name, stat, brick);
        }
        return fresh;
    }

    private void make(Gfid directory, String name, int from, Iatt stat, Bricks having, Changelog log, Bricks fresh,
            Bricks adopted) throws NotHealedException {
        ChangelogKind[] kinds = stillToCome(stat);
        Bricks unaccused = fresh.filter(about -> having.stream().anyMatch(i -> lacksAny(log, i, about, kinds)));
        if (!unaccused.isEmpty()) {
            healer.accuse(stat.gfid(), having, unaccused, kinds).needAll("XATTROP");
        }
        if (!adopted.isEmpty()) {
            new Unlabelled(replica).label(directory, name, stat.gfid(), adopted);
        }
        Bricks without = fresh.minus(adopted);
        if (without.isEmpty()) {
            return;
        }
        DictBuilder xdata = Dict.builder().putGfid("gfid-req", stat.gfid());
        FopRequest request;
        if (stat.isDirectory()) {
            request = new Mkdir(directory, stat.mode() & ~Iatt.TYPE_MASK, 0, name, xdata.build());
        } else if (stat.isSymlink()) {
            String target = replica.askOne(from, new Readlink(stat.gfid(), TARGET_BYTES, Dict.NULL),
                    ReadlinkReply.class).needAll("READLINK").of(from).path();
            request = new Symlink(directory, name, 0, target, xdata.build());
        } else {
            request = new Mknod(directory, device(stat.rdev()), stat.mode(), 0, name,
                    xdata.putInt("glusterfs-internal-fop", 1).build());
        }
        replica.ask(without, request, EntryReply.class).needAll(request.fop().name());
    }

    /** A device number of attributes (major in the high half) in the form of requests, which is Linux's. */
    private static long device(long rdev) {
        long major = rdev >>> 32;
        long minor = rdev & 0xFFFF_FFFFL;
        return ((major & 0xFFFF_F000L) << 32) | ((major & 0xFFF) << 8) | ((minor & 0xFFFF_FF00L) << 12)
                | (minor & 0xFF);
    }

    private static boolean lacksAny(Changelog log, int brick, int about, ChangelogKind... kinds) {
        for (ChangelogKind kind : kinds) {
            if (log.pending(kind, brick, about) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Gives an inode that the brick has one more name. */
    private void give(Gfid directory, String name, Iatt stat, int brick) throws NotHealedException {
        if (stat.isDirectory()) {
            Anonymous.Spot spot = anonymous.spot(brick, stat.gfid()).orElseThrow(() -> new NotHealedException(
                    Reason.WAITS, "the directory has another name on " + replica.spec().label(brick)));
            replica.askOne(brick, new Rename(spot.parent(), directory, spot.name(), name, Dict.NULL),
                    RenameReply.class).needAll("RENAME");
        } else if (stat.isSymlink()) {
            replica.askOne(brick, new Link(stat.gfid(), directory, name, Dict.NULL), EntryReply.class)
                    .needAll("LINK");
        } else {
            Dict xdata = Dict.builder().putGfid("gfid-req", stat.gfid()).putInt("glusterfs-internal-fop", 1).build();
            replica.askOne(brick, new Mknod(directory, device(stat.rdev()), stat.mode(), 0, name, xdata),
                    EntryReply.class)
                    .needAll("MKNOD");
        }
    }
}
