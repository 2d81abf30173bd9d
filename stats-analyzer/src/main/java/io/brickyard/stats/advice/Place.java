package io.brickyard.stats.advice;

/** Where a bottleneck may lie. */
enum Place {
    /** Between an application and the top of a client that is mounted. */
    KERNEL("the kernel and FUSE, above the client"),
    /** Between an application and the translators of its own client. */
    GFAPI("libgfapi, above the client's translators"),
    /** Nothing was measured between application and brick. */
    ABOVE_BRICKS("everything above the bricks, which nothing here divides"),
    /** The order of the positions is a guess, so all of the client may be in between. */
    ABOVE_BRICKS_UNORDERED("the way from that client probe to the brick, the client's translators included"),
    REPLICATE("replication on the client"),
    DISPERSE("erasure coding on the client"),
    DISTRIBUTE("distribution on the client"),
    CLIENT_IO_THREADS("the client's io-threads"),
    CLIENT_CACHES("the client's caching translators"),
    CLIENT("the client's translators"),
    CLIENT_RPC("the client's end of the RPC"),
    NETWORK("network and RPC between client and brick"),
    WIRE("the wire and the kernels at its ends"),
    BRICK_RPC("the network and the brick's end of the RPC"),
    BRICK_IO_THREADS("the brick's io-threads"),
    LOCKS("the brick's locks"),
    BRICK("the brick's translators"),
    /** All of the brick, of which there is one probe. */
    WHOLE_BRICK("the brick as a whole"),
    STORAGE("storage/posix and the disk under it"),
    /** Positions of which nothing is known but their names. */
    UNKNOWN("a layer that only its name tells of"),
    /** One probe alone. */
    ONE_PROBE("what lies below the only probe"),
    /** Besides the place: neighbours where nothing may be answered early or doubled saw different numbers of calls. */
    UNEQUAL(""),
    /** Besides the place: a call makes several calls below. */
    AMPLIFIED("");

    private final String title;

    Place(String title) {
        this.title = title;
    }

    /** A phrase for the middle of a sentence. */
    String title() {
        return title;
    }
}
