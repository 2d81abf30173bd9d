package io.brickyard.stats.stack;

import io.brickyard.stats.dump.Dump.Side;
import io.brickyard.xlator.Volume;

/** Tells a side from a position that a person named, such as {@code parent of protocol/client-0}. */
public final class SideByName {
    private SideByName() {
    }

    /** The side that {@code position} speaks of, unknown if it names none of the two protocol ends or the disk. */
    public static Side of(String position) {
        if (position.contains(Volume.PROTOCOL_CLIENT)) {
            return Side.CLIENT;
        }
        return position.contains(Volume.PROTOCOL_SERVER) || position.contains(Volume.STORAGE_POSIX)
                ? Side.BRICK
                : Side.UNKNOWN;
    }
}
