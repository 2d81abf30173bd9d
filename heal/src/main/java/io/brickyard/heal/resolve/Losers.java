package io.brickyard.heal.resolve;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.replica.Replica;
import io.brickyard.wire.type.Gfid;

/** Where losing copies are kept before anything is changed. */
@FunctionalInterface
public interface Losers {
    /** Nowhere. */
    Losers FORGOTTEN = (replica, brick, gfid, path, content) -> {
        // the user wants it so
    };

    /**
     * Keeps a copy; it is durable when this returns.
     *
     * @param content whether what is in it is kept too, not only its metadata
     */
    void keep(Replica replica, int brick, Gfid gfid, String path, boolean content) throws NotHealedException;
}
