package io.brickyard.wire.type;

/**
 * How requests name an open file: a small number that the brick gave out in OPEN, OPENDIR or CREATE, private to the
 * client identity, or {@link #ANONYMOUS}.
 */
public final class WireFd {
    /** The brick shall open the gfid itself, for this call only. */
    public static final long ANONYMOUS = -2;
    /** No descriptor, in error replies to CREATE and OPEN; stock leaves zero there. */
    public static final long NONE = 0;

    private WireFd() {
    }

    /** Whether the number may name an entry of a brick's fd table. */
    public static boolean isTableIndex(long fd) {
        return fd >= 0;
    }
}
