package io.brickyard.heal.run;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.RenameReply;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/**
 * Takes a name away from a brick without losing content that turns up under another name: what other bricks still have, and
 * every directory, is put into the anonymous directory. Of a file that has more names here the name is just unlinked:
 * rename(2) between two names of one inode does nothing, and the name would stay.
 */
final class NameRemoval {
    private final Replica replica;
    private final Anonymous anonymous;

    NameRemoval(Replica replica, Anonymous anonymous) {
        this.replica = replica;
        this.anonymous = anonymous;
    }

    /** Takes it away; the directory is locked on all bricks. */
    void remove(Gfid directory, String name, int brick, Iatt stat) throws NotHealedException {
        if (stat.gfid().isNone() || !anonymous.isUsed()) {
            delete(directory, name, brick, stat.isDirectory());
        } else if (stat.isDirectory() || (stat.nlink() < 2 && isElsewhere(stat.gfid(), brick))) {
            Gfid waiting = anonymous.on(brick);
            replica.askOne(brick, new Rename(directory, waiting, name, stat.gfid().toString(), Dict.NULL),
                    RenameReply.class).needAll("RENAME");
        } else {
            delete(directory, name, brick, false);
        }
    }

    /** Whether any other brick has it, or may have it. */
    private boolean isElsewhere(Gfid inode, int brick) {
        Inspection inspection = Inspection.of(replica, inode);
        return !inspection.lacking().equals(replica.all().minus(Bricks.of(brick)));
    }

    /** Deletes it, whatever else has the inode. */
    void delete(Gfid directory, String name, int brick, boolean isDirectory) throws NotHealedException {
        if (isDirectory) {
            replica.askOne(brick, new Rmdir(directory, 1, name, Dict.NULL), PrePostReply.class).needAll("RMDIR");
        } else {
            replica.askOne(brick, new Unlink(directory, name, 0, Dict.NULL), PrePostReply.class).needAll("UNLINK");
        }
    }
}
