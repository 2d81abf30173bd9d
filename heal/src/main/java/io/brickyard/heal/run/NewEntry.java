package io.brickyard.heal.run;

import io.brickyard.heal.afr.Bricks;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/**
 * An inode that a heal of names made on some bricks, where its content is still to come.
 *
 * @param stat on the source
 * @param path of the name
 * @param source brick that it was copied from
 * @param on bricks that got it
 */
public record NewEntry(Iatt stat, String path, int source, Bricks on) {
    /** The inode. */
    public Gfid gfid() {
        return stat.gfid();
    }
}
