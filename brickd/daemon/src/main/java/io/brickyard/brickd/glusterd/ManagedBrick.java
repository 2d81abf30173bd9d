package io.brickyard.brickd.glusterd;

/**
 * A brick as its glusterd defines it.
 *
 * @param place where glusterd looks for its process
 * @param volfile text of its volfile
 */
public record ManagedBrick(ManagedPlace place, String volfile) {
    /** The volfile's name in messages. */
    public String volfileName() {
        return "glusterd's volfile " + place.volfileId();
    }
}
