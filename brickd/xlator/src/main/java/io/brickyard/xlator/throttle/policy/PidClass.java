package io.brickyard.xlator.throttle.policy;

import java.util.Locale;
import java.util.Optional;

import io.brickyard.wire.rpc.ReservedPid;

/** Whose process a call is by the process id of its credential, which the client sets itself. */
public enum PidClass {
    /** Programs of users, and what their mounts do for them. */
    USER,
    /** Heals of replicated data, by the daemon or inside a mount. */
    SELF_HEAL,
    /** The heal-info tool. */
    HEAL_INFO,
    /** Rebalance. */
    REBALANCE,
    /** Geo-replication. */
    GEO_REPLICATION,
    /** The bitrot signer. */
    BITROT,
    /** The bitrot scrubber. */
    SCRUB,
    /** Quota. */
    QUOTA,
    /** Any other of GlusterFS's own. */
    INTERNAL;

    /** That of a process id. */
    public static PidClass of(int pid) {
        if (pid >= 0) {
            return USER;
        }
        return switch (pid) {
            case ReservedPid.NO_ROOT_SQUASH, ReservedPid.SET_UTIME -> USER;
            case ReservedPid.SELF_HEAL -> SELF_HEAL;
            case ReservedPid.HEAL_INFO -> HEAL_INFO;
            case ReservedPid.REBALANCE -> REBALANCE;
            case ReservedPid.GEO_REPLICATION -> GEO_REPLICATION;
            case ReservedPid.BITROT_SIGNER -> BITROT;
            case ReservedPid.BITROT_SCRUBBER -> SCRUB;
            case ReservedPid.QUOTA, ReservedPid.QUOTA_HELPER -> QUOTA;
            default -> INTERNAL;
        };
    }

    /** As policies write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one that policies write so. */
    public static Optional<PidClass> parse(String text) {
        for (PidClass each : values()) {
            if (each.text().equals(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
