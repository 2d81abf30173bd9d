package io.brickyard.posix.locks;

import io.brickyard.wire.type.Gfid;

/**
 * Told that a request met a held inodelk, so that the holder's client can be asked to let go (callback
 * INODELK_CONTENTION). Called outside of every lock of the table. Entry locks have no such notice: stock never sends
 * one.
 */
@FunctionalInterface
public interface ContentionHook {
    void contended(Gfid gfid, String domain, InodeLock held);

    /** A request of any kind met a held lock of another owner: told each time, unlike the notice to the client. */
    default void obstructed(Gfid gfid, LockOwner holder) {
    }
}
