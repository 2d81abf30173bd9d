package io.brickyard.heal.run;

import io.brickyard.heal.Reason;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.wire.type.Gfid;

/** Hears what a run does, on several threads at a time. */
public interface Journal {
    /** Something was healed, or in a dry run would be. */
    void healed(ReplicaSpec set, Gfid gfid, Action action);

    /** An entry is left, and why. */
    void left(ReplicaSpec set, Gfid gfid, String path, Reason reason, String detail);

    /** Copies differ though no changelog says so. */
    default void differs(ReplicaSpec set, Difference difference) {
        // heals do not look for any
    }

    /** Differences that were told are no more. */
    default void repaired(ReplicaSpec set, String path, int differences) {
        // as above
    }

    /** An entry was compared with all its content. */
    default void verified(String path) {
        // progress is for those who show it
    }

    /** So many entries, about, wait to be healed. */
    default void listed(long entries) {
        // progress is for those who show it
    }

    /** An entry was dealt with. */
    default void ended() {
        // progress is for those who show it
    }

    /** So much more content is to be gone through; less, if a heal ended half-way. */
    default void toGo(long contentBytes) {
        // progress is for those who show it
    }

    /** A file's content was gone through so far; bytes since the last time. */
    default void copied(long comparedBytes, long sentBytes) {
        // progress is for those who show it
    }
}
