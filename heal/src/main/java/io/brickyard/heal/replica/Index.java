package io.brickyard.heal.replica;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;

/** A list that a brick's features/index keeps, read over the wire as a virtual directory. */
public final class Index {
    private static final String COUNT = "glusterfs.xattrop_index_count";
    private static final int REMOVED_AT_ONCE = 32;

    private final Replica replica;
    private final int brick;
    private final Which which;
    private final Gfid directory;

    private Index(Replica replica, int brick, Which which, Gfid directory) {
        this.replica = replica;
        this.brick = brick;
        this.which = which;
        this.directory = directory;
    }

    /** Which list. */
    public enum Which {
        /** Inodes with changes that other bricks lack. */
        PENDING("glusterfs.xattrop_index_gfid"),
        /** Inodes with changes that were begun. */
        DIRTY("glusterfs.xattrop_dirty_gfid"),
        /** Directories with names that changed while a brick was away. */
        ENTRY_CHANGES("glusterfs.xattrop_entry_changes_gfid");

        private final String key;

        Which(String key) {
            this.key = key;
        }
    }

    /** Finds a list; empty if the brick keeps none. */
    public static Optional<Index> of(Replica replica, int brick, Which which) throws NotHealedException {
        Answers<XattrReply> answers = replica.askOne(brick, new Getxattr(Gfid.ROOT, 1, which.key, Dict.NULL),
                XattrReply.class);
        int errno = answers.errno(brick);
        if (errno == Errno.EOPNOTSUPP.code() || errno == Errno.ENODATA.code()) {
            return Optional.empty();
        }
        Gfid directory = answers.needAll("GETXATTR " + which.key).of(brick).dict().getGfid(which.key);
        if (directory.isNone()) {
            throw new NotHealedException(Reason.ERROR, "brick " + brick + " gives no gfid for " + which.key);
        }
        replica.askOne(brick, new Lookup(directory, Gfid.NONE, 0, "", Dict.NULL), LookupReply.class)
                .needAll("LOOKUP of " + which.key);
        return Optional.of(new Index(replica, brick, which, directory));
    }

    /** How many inodes a brick lists as pending; 0 if it does not tell. */
    public static long count(Replica replica, int brick) {
        Answers<XattrReply> answers = replica.askOne(brick, new Getxattr(Gfid.ROOT, 1, COUNT, Dict.NULL),
                XattrReply.class);
        return answers.errno(brick) == 0 ? answers.of(brick).dict().getLong(COUNT, 0) : 0;
    }

    /** Hands all gfids in it to someone; it may change meanwhile. */
    public void forEach(Consumer<Gfid> gfids) throws NotHealedException {
        OpenDirectory.forEach(replica, brick, directory, names -> names.forEach(name -> {
            try {
                gfids.accept(Gfid.parse(name));
            } catch (IllegalArgumentException e) {
                // Bricks have files of their own there.
                return;
            }
        }));
    }

    /** Takes an inode off the list, in entry-changes with all names that are noted for it. */
    public void remove(Gfid gfid) {
        replica.askOne(brick, which == Which.ENTRY_CHANGES ? new Rmdir(directory, 1, gfid.toString(), Dict.NULL)
                : new Unlink(directory, gfid.toString(), 0, Dict.NULL), PrePostReply.class);
    }

    /** In entry-changes: the names of a directory that changed, as a directory to list; empty if there are none. */
    public Optional<Gfid> namesOf(Gfid parent) throws NotHealedException {
        Answers<LookupReply> answers = replica.askOne(brick,
                new Lookup(Gfid.NONE, directory, 0, parent.toString(), Dict.NULL), LookupReply.class);
        int errno = answers.errno(brick);
        if (errno == Errno.ENOENT.code() || errno == Errno.ESTALE.code()) {
            return Optional.empty();
        }
        return Optional.of(answers.needAll("LOOKUP of entry changes").of(brick).stat().gfid());
    }

    /** In entry-changes: takes names off bricks' lists of one directory, which {@link #namesOf} gave. */
    public static void removeNames(Replica replica, Map<Integer, Gfid> lists, List<String> names) {
        for (int at = 0; at < names.size(); at += REMOVED_AT_ONCE) {
            List<String> some = names.subList(at, Math.min(at + REMOVED_AT_ONCE, names.size()));
            lists.forEach((brick, list) -> replica.askEach(Bricks.of(brick),
                    some.stream().map(name -> new Unlink(list, name, 0, Dict.NULL)).toList(), PrePostReply.class));
        }
    }
}
