package io.brickyard.heal.run;

import io.brickyard.heal.replica.ReplicaSpec;

/** Hears how far a crawl through a tree is; everything before the path is done. */
@FunctionalInterface
public interface Progress {
    /** The crawl is about to go into this path. */
    void at(ReplicaSpec set, String path);
}
