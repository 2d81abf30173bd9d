package io.brickyard.peers.workloads;

import java.time.Duration;
import java.util.Locale;

import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;

/**
 * What is done on a mount, as a table: each is the script of its name in this package's resources.
 *
 * <p>Sizes are those of a normal run. The system property {@value #SCALE_PROPERTY} multiplies those that can grow, for
 * long runs; {@value #SEED_PROPERTY} sets the seed of whatever is random.
 */
public enum Workload {
    /** Files added per commit. */
    GIT(12, Growth.SCALED),
    /** Objects in the tree. */
    TAR(60, Growth.SCALED),
    /** Random changes. */
    CHURN(600, Growth.SCALED),
    /** Transactions. */
    SQLITE(20, Growth.SCALED),
    /** Renames per process. */
    RENAME_STORM(100, Growth.SCALED),
    /** Directory levels. */
    NAMES(40, Growth.FIXED),
    /** Directory entries. */
    READDIR(1_000, Growth.SCALED),
    /** MiB between two islands of data. */
    SPARSE(8, Growth.SCALED),
    /** Records per process. */
    APPEND(300, Growth.SCALED),
    /** 64 KiB blocks. */
    MAPPED(20, Growth.FIXED),
    /** MiB. */
    BIGFILE(64, Growth.SCALED),
    /** Unlinked files open at once. */
    OPEN_UNLINK(50, Growth.FIXED),
    /** Rounds of counting under a lock. */
    LOCKS(50, Growth.SCALED),
    /** Takes no size. */
    USERS(1, Growth.FIXED),
    /** Takes no size; the client leaves permissions to the brick and knows ACLs. */
    ACL(1, Growth.FIXED),
    /** Attributes on one directory. */
    XATTRS(20, Growth.FIXED),
    /** Operations. */
    FSX(2_000, Growth.SCALED),
    /** MiB, through FUSE. */
    FIO(4, Growth.SCALED),
    /** MiB, through gfapi. */
    FIO_GFAPI(4, Growth.SCALED);

    /** Multiplies the size and the time limit of what can grow; 1 if not set. */
    public static final String SCALE_PROPERTY = "brickyard.workload.scale";
    /** The seed of random workloads; 42 if not set. */
    public static final String SEED_PROPERTY = "brickyard.workload.seed";

    private enum Growth {
        SCALED,
        FIXED
    }

    private final int normalSize;
    private final Growth growth;

    Workload(int normalSize, Growth growth) {
        this.normalSize = normalSize;
        this.growth = growth;
    }

    /** Skips or fails the test unless the machine has what this and every workload needs. */
    public void requirePeers() {
        requireMountPeers();
        switch (this) {
            case GIT -> Peers.require(Peer.GIT);
            case ACL -> Peers.require(Peer.SETFACL);
            case FIO -> Peers.require(Peer.FIO);
            case FIO_GFAPI -> Peers.require(Peer.FIO, Peer.GLUSTERD, Peer.GLUSTER);
            default -> {
                // Programs that every distribution has.
            }
        }
    }

    /** Skips or fails the test unless stock bricks can be started and mounted, and scripts run, on this machine. */
    public static void requireMountPeers() {
        Peers.require(Peer.ROOT, Peer.FUSE, Peer.GLUSTERFSD, Peer.GLUSTERFS, Peer.SETFATTR, Peer.PYTHON3);
    }

    /** How much to do; what it counts stands with each workload. */
    int size() {
        return growth == Growth.SCALED ? normalSize * scale() : normalSize;
    }

    /** How long it may take before it counts as hung. */
    static Duration limit() {
        return Duration.ofSeconds(60).multipliedBy(scale());
    }

    static int seed() {
        return Integer.getInteger(SEED_PROPERTY, 42);
    }

    String script() {
        return isThroughGfapi() ? "fio.py" : name().toLowerCase(Locale.ROOT) + ".py";
    }

    boolean needsAclMount() {
        return this == ACL;
    }

    boolean isThroughGfapi() {
        return this == FIO_GFAPI;
    }

    private static int scale() {
        return Integer.getInteger(SCALE_PROPERTY, 1);
    }
}
