package io.brickyard.heal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.Answers;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.OpenDirectory;
import io.brickyard.heal.replica.Paths;
import io.brickyard.heal.replica.Replica;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.EntryReply;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/**
 * The directory at the volume's root where inodes wait whose name went on one brick and may turn up elsewhere: a rename
 * that a brick missed is a name that goes and a name that comes. Each waits under its gfid. What turns out to be gone from
 * all other bricks is deleted in the end.
 */
final class Anonymous {
    private static final int MODE = 0755;

    private final Replica replica;
    private final Optional<Gfid> directory;
    private volatile Bricks known = Bricks.NONE;

    Anonymous(Replica replica) {
        this.replica = replica;
        this.directory = replica.spec().anonymousDirectory();
    }

    /** Whether the volume uses one. */
    boolean isUsed() {
        return directory.isPresent();
    }

    /** The directory on a brick, made if it is missing. */
    synchronized Gfid on(int brick) throws NotHealedException {
        Gfid gfid = directory.orElseThrow();
        if (!known.has(brick)) {
            if (!exists(brick, gfid)) {
                replica.askOne(brick, new Mkdir(Gfid.ROOT, MODE, 0, replica.spec().anonymousName(),
                        Dict.builder().putGfid("gfid-req", gfid).build()), EntryReply.class).needAll("MKDIR");
            }
            known = known.and(Bricks.of(brick));
        }
        return gfid;
    }

    private boolean exists(int brick, Gfid gfid) throws NotHealedException {
        Answers<LookupReply> there = replica.askOne(brick,
                new Lookup(Gfid.NONE, Gfid.ROOT, 0, replica.spec().anonymousName(), Dict.NULL), LookupReply.class);
        if (there.errno(brick) == Errno.ENOENT.code()) {
            return false;
        }
        if (!there.needAll("LOOKUP").of(brick).stat().gfid().equals(gfid)) {
            throw new NotHealedException(Reason.GFID_MISMATCH, replica.spec().anonymousName()
                    + " has another gfid than the volume's id gives it");
        }
        return true;
    }

    /**
     * A name of a directory.
     *
     * @param parent that it is in
     */
    record Spot(Gfid parent, String name) {}

    /** Where a directory waits on a brick: by itself, or below another one that went. Empty if it does not wait. */
    Optional<Spot> spot(int brick, Gfid inode) throws NotHealedException {
        if (directory.isEmpty() || !exists(brick, directory.get())) {
            return Optional.empty();
        }
        if (child(brick, directory.get(), inode.toString()).isPresent()) {
            return Optional.of(new Spot(directory.get(), inode.toString()));
        }
        String here = "/" + replica.spec().anonymousName() + "/";
        if (!(Paths.stored(replica, brick, inode) instanceof Paths.Found.At at) || !at.path().startsWith(here)) {
            return Optional.empty();
        }
        String[] names = at.path().substring(here.length()).split("/", -1);
        Optional<Gfid> parent = directory;
        for (int i = 0; i < names.length - 1 && parent.isPresent(); i++) {
            parent = child(brick, parent.get(), names[i]);
        }
        return parent.map(it -> new Spot(it, names[names.length - 1]));
    }

    private Optional<Gfid> child(int brick, Gfid parent, String name) {
        Answers<LookupReply> found = replica.askOne(brick, new Lookup(Gfid.NONE, parent, 0, name, Dict.NULL),
                LookupReply.class);
        return found.errno(brick) == 0 ? Optional.of(found.of(brick).stat().gfid()) : Optional.empty();
    }

    /**
     * Deletes what no other brick has any more, and the waiting names of inodes that have others again.
     *
     * @return whether there was any
     */
    boolean clean() throws NotHealedException {
        if (directory.isEmpty() || !replica.up().equals(replica.all())) {
            return false;
        }
        boolean any = false;
        Gfid at = directory.get();
        for (int brick : replica.all().numbers()) {
            if (exists(brick, at)) {
                List<String> names = new ArrayList<>();
                OpenDirectory.forEach(replica, brick, at, names::addAll);
                for (String name : names) {
                    any |= clean(brick, at, name);
                }
            }
        }
        return any;
    }

    private boolean clean(int brick, Gfid at, String name) {
        Gfid inode;
        try {
            inode = Gfid.parse(name);
        } catch (IllegalArgumentException e) {
            // Not made by a healer: none of our business.
            return false;
        }
        Inspection inspection = Inspection.of(replica, inode);
        if (!inspection.having().has(brick)) {
            return false;
        }
        Bricks others = replica.all().minus(Bricks.of(brick));
        boolean gone = inspection.lacking().equals(others);
        Iatt stat = inspection.stats()[brick];
        if (stat.isDirectory() && gone) {
            replica.askOne(brick, new Rmdir(at, 1, name, Dict.NULL), PrePostReply.class);
            return true;
        }
        if (!stat.isDirectory() && (gone || stat.nlink() > 1)) {
            replica.askOne(brick, new Unlink(at, name, 0, Dict.NULL), PrePostReply.class);
            return true;
        }
        return false;
    }
}
