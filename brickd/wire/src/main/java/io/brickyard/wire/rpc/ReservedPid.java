package io.brickyard.wire.rpc;

/** Negative process ids by which GlusterFS's own processes name themselves; bricks check no permissions for them. */
public final class ReservedPid {
    /** Geo-replication worker. */
    public static final int GEO_REPLICATION = -1;
    /** Rebalance and remove-brick. */
    public static final int REBALANCE = -3;
    /** Distribute's helper operations inside ordinary mounts. */
    public static final int NO_ROOT_SQUASH = -4;
    /** Quota mounts. */
    public static final int QUOTA = -5;
    /** Every heal of replicated data, by the daemon or inside a mount. */
    public static final int SELF_HEAL = -6;
    /** The heal-info tool. */
    public static final int HEAL_INFO = -7;
    /** Bitrot signer. */
    public static final int BITROT_SIGNER = -8;
    /** Bitrot scrubber. */
    public static final int BITROT_SCRUBBER = -9;
    /** The trash translator of a brick. */
    public static final int TRASH = -11;
    /** Helper mount of add-brick and replace-brick. */
    public static final int ADD_REPLACE_BRICK = -12;
    /** The time translator's own call in every mount. */
    public static final int SET_UTIME = -13;
    /** Quota helper since version 11. */
    public static final int QUOTA_HELPER = -14;

    private ReservedPid() {
    }
}
