package io.brickyard.brickd.program;

import io.brickyard.wire.type.Gfid;

/**
 * What this server serves.
 *
 * @param name of the volume, as clients mount it
 * @param id of the volume
 * @param subvolume name by which clients ask for the brick: its path
 * @param processUuid of this server process
 */
public record ServedVolume(String name, Gfid id, String subvolume, String processUuid) {}
