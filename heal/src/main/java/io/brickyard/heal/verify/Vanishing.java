package io.brickyard.heal.verify;

import io.brickyard.heal.replica.Inspection;
import io.brickyard.heal.replica.Replica;
import io.brickyard.wire.type.Gfid;

/** Inodes that users take away meanwhile. */
final class Vanishing {
    /** Bricks take it away one a bit later than the other. */
    private static final int MOST_LOOKS = 200;

    private Vanishing() {
    }

    /** Whether no brick has an inode any more, at the latest after a moment. */
    static boolean isGone(Replica replica, Gfid gfid) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            Inspection now = Inspection.of(replica, gfid);
            if (now.having().isEmpty() || now.lacking().isEmpty()) {
                return now.lacking().equals(replica.all());
            }
        }
        return false;
    }
}
