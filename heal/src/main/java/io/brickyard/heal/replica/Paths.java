package io.brickyard.heal.replica;

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
    private static final String STORED = "glusterfs.gfidtopath";

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

    /** Where an inode is by the first of some bricks that knows. */
    public static Optional<String> onAny(Replica replica, Bricks bricks, Iatt stat) {
        return bricks.stream()
                .mapToObj(i -> stat.isDirectory() ? directory(replica, i, stat.gfid()) : on(replica, i, stat.gfid()))
                .map(it -> it instanceof Found.At at ? at.path() : "").filter(it -> it.startsWith("/")).findFirst();
    }

    private static Found directory(Replica replica, int brick, Gfid gfid) {
        Found found = on(replica, brick, gfid);
        return found instanceof Found.At at && !at.path().startsWith("/") ? stored(replica, brick, gfid) : found;
    }

    /**
     * Where a directory is by what a brick stores: a brick that came to know it by its gfid gives no path otherwise. Never
     * for anything but a directory: glusterfsd 10.3 dies of this question about a file of which it notes a name in a
     * directory that is gone, and a file whose other name went with a tree that a heal removed is such a one.
     */
    public static Found stored(Replica replica, int brick, Gfid directory) {
        Answers<XattrReply> answers = replica.askOne(brick, new Getxattr(directory, 1, STORED, Dict.NULL),
                XattrReply.class);
        String path = answers.errno(brick) == 0 ? answers.of(brick).dict().getText(STORED) : null;
        return path == null ? new Found.Nowhere() : new Found.At(path);
    }

    /** How an inode is shown whose path nobody knows. */
    public static String unnamed(Gfid gfid) {
        return "<gfid:" + gfid + ">";
    }
}
