package io.brickyard.posix;

import io.brickyard.wire.rpc.ReservedPid;

/**
 * On whose behalf a FOP runs: what the credential says, and the open files of the client identity.
 *
 * @param pid process id; negative for internal clients such as heal (-6)
 * @param groups all groups; may leave the primary one out
 * @param timeFlags which times the FOP stamps, {@link TimeFlags}
 * @param stampSec the stamp, seconds since the epoch
 * @param stampNanos the stamp's nanoseconds
 * @param files open files and directories of the client identity
 */
public record Caller(int pid, int uid, int gid, int[] groups, int timeFlags, long stampSec, int stampNanos,
        FdTable files) {
    private static final int[] NO_GROUPS = {};

    /** The superuser of an ordinary client, without time stamps. */
    public static Caller root(FdTable files) {
        return new Caller(0, 0, 0, NO_GROUPS, 0, 0, 0, files);
    }

    /** Internal clients and the superuser are never refused. */
    boolean isExempt() {
        return pid < 0 || uid == 0;
    }

    boolean isInternal() {
        return pid < 0;
    }

    /** Whether a heal calls: a self-heal daemon's or a mount's. */
    boolean isHealing() {
        return pid == ReservedPid.SELF_HEAL;
    }

    MdataXattr.Time stamp() {
        return new MdataXattr.Time(stampSec, stampNanos & 0xffffffffL);
    }

    int inodeTimes() {
        return timeFlags & TimeFlags.MASK;
    }

    int parentTimes() {
        return (timeFlags >> TimeFlags.PARENT_SHIFT) & TimeFlags.MASK;
    }

    boolean isInGroup(int group) {
        if (group == gid) {
            return true;
        }
        for (int g : groups) {
            if (g == group) {
                return true;
            }
        }
        return false;
    }
}
