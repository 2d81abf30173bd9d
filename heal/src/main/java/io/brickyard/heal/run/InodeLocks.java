package io.brickyard.heal.run;

import java.util.concurrent.locks.ReentrantLock;

import io.brickyard.wire.type.Gfid;

/**
 * Locks of this process by inode. Two names of one inode that are made on a brick at the same time would each be made with
 * an inode of its own: bricks look whether they have the inode and then make it, in two steps.
 */
final class InodeLocks {
    private static final int STRIPES = 64;

    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    InodeLocks() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    /** The lock of an inode, which others may share. */
    ReentrantLock of(Gfid gfid) {
        return stripes[Math.floorMod(gfid.hashCode(), STRIPES)];
    }
}
