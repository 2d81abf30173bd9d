package io.brickyard.heal.replica;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

import io.brickyard.heal.afr.Bricks;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/** Where inodes are, as bricks tell it from the names that they note beside each inode. */
public final class Paths {
    private static final String PATH = "glusterfs.gfid2path";
    /** All paths of an inode, with colons between them. */
    private static final String PATHS = "glusterfs.gfidtopath";

    private Paths() {
    }

    /** What a brick says. */
    public sealed interface Found {
        /** It is there; a brick that does not know its names gives its gfid. */
        record At(String path) implements Found {}

        /** The brick does not have it. */
        record Nowhere() implements Found {}
    }

    /** Where an inode is on one brick. */
    public static Found on(Replica replica, int brick, Gfid gfid) {
        Answers<XattrReply> answers = replica.askOne(brick, new Getxattr(gfid, 1, PATH, Dict.NULL), XattrReply.class);
        int errno = answers.errno(brick);
        if (errno == Errno.ENOENT.code() || errno == Errno.ESTALE.code()) {
            return new Found.Nowhere();
        }
        String path = errno == 0 ? answers.of(brick).dict().getText(PATH) : null;
        return new Found.At(path == null || path.isEmpty() ? unnamed(gfid) : path);
    }

    /**
     * Where an inode is by the first of some bricks that knows. Of several names of a file it is always the same one,
     * whoever asks and however it was found.
     */
    public static Optional<String> onAny(Replica replica, Bricks bricks, Iatt stat) {
        boolean manyNames = !stat.isDirectory() && stat.nlink() > 1;
        return bricks.stream()
                .mapToObj(i -> manyNames ? stored(replica, i, stat.gfid()) : anyhow(replica, i, stat.gfid()))
                .map(it -> it instanceof Found.At at ? at.path() : "").filter(it -> it.startsWith("/")).findFirst();
    }

    private static Found anyhow(Replica replica, int brick, Gfid gfid) {
        Found found = on(replica, brick, gfid);
        return found instanceof Found.At at && !at.path().startsWith("/") ? stored(replica, brick, gfid) : found;
    }

    /**
     * Where an inode is by what a brick stores, the first of several names: a brick that came to know the inode by its gfid
     * gives no path otherwise.
     */
    public static Found stored(Replica replica, int brick, Gfid gfid) {
        Answers<XattrReply> answers = replica.askOne(brick, new Getxattr(gfid, 1, PATHS, Dict.NULL), XattrReply.class);
        String all = answers.errno(brick) == 0 ? answers.of(brick).dict().getText(PATHS) : null;
        return all == null ? new Found.Nowhere()
                : new Found.At(Arrays.stream(all.split(":(?=/)", -1)).min(Comparator.naturalOrder()).orElse(all));
    }

    /** How an inode is shown whose path nobody knows. */
    public static String unnamed(Gfid gfid) {
        return "<gfid:" + gfid + ">";
    }
}
