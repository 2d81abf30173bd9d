package io.brickyard.brickd.program;

import java.util.List;

import io.brickyard.wire.type.Gfid;

/**
 * A whole volume as clients have to know it: which bricks there are and how they replicate.
 *
 * @param name as clients mount it
 * @param id of the volume
 * @param bricks all of them, in the order on which every host of the volume agrees: each set of {@code replica}
 *        successive ones holds the same files
 * @param replica how many bricks hold each file; 1 for no replication
 * @param arbiters how many bricks of each set, its last ones, hold names and changelogs but no data
 * @param tls whether bricks speak TLS
 */
public record VolumeMap(String name, Gfid id, List<VolumeBrick> bricks, int replica, int arbiters, boolean tls) {
    /** Copies the list. */
    public VolumeMap {
        bricks = List.copyOf(bricks);
        if (bricks.isEmpty() || bricks.size() % replica != 0) {
            throw new IllegalArgumentException(bricks.size() + " bricks, replica " + replica);
        }
    }

    /** Whether this is the name of the volume as clients write it. */
    boolean isNamed(String text) {
        return text.equals(name) || text.equals("/" + name);
    }
}
