package io.brickyard.posix;

import java.nio.file.Path;

import io.brickyard.wire.type.Gfid;

/**
 * How a brick is run; defaults are those of a volume made by GlusterFS 10.
 *
 * @param directory brick directory, absolute
 * @param volumeId the volume's uuid, which the directory must carry
 * @param keySpace where keys live on disk
 * @param hostname as in the volume definition; shd finds its local bricks by it
 * @param glusterdUuid uuid of the node's glusterd, or none
 * @param reserve space kept free for heals: percent, or bytes from 100 on, 0 for none (storage.reserve)
 * @param sharedBrickCount bricks on this file system, by which STATFS divides
 * @param maxHardlinks links to a file before EMLINK, 0 for no limit (storage.max-hardlinks)
 * @param sha256Rchecksum RCHECKSUM with SHA-256, else MD5 (storage.fips-mode-rchecksum)
 * @param ctime times are kept in the mdata xattr (features.ctime)
 */
public record BrickOptions(Path directory, Gfid volumeId, KeySpace keySpace, String hostname, Gfid glusterdUuid,
        long reserve, int sharedBrickCount, int maxHardlinks, boolean sha256Rchecksum, boolean ctime) {
    private static final int DEFAULT_MAX_HARDLINKS = 100;

    /** The defaults. */
    public static BrickOptions defaults(Path directory, Gfid volumeId, KeySpace keySpace) {
        return new BrickOptions(directory.toAbsolutePath().normalize(), volumeId, keySpace, "localhost", Gfid.NONE, 1,
                1,
                DEFAULT_MAX_HARDLINKS, true, true);
    }

    /** With another host name and glusterd uuid. */
    public BrickOptions withNode(String newHostname, Gfid newGlusterdUuid) {
        return new BrickOptions(directory, volumeId, keySpace, newHostname, newGlusterdUuid, reserve, sharedBrickCount,
                maxHardlinks, sha256Rchecksum, ctime);
    }

    /** With another reserve and share of the file system. */
    public BrickOptions withSpace(long newReserve, int newSharedBrickCount) {
        return new BrickOptions(directory, volumeId, keySpace, hostname, glusterdUuid, newReserve, newSharedBrickCount,
                maxHardlinks, sha256Rchecksum, ctime);
    }

    /** With other volume features. */
    public BrickOptions withFeatures(int newMaxHardlinks, boolean newSha256Rchecksum, boolean newCtime) {
        return new BrickOptions(directory, volumeId, keySpace, hostname, glusterdUuid, reserve, sharedBrickCount,
                newMaxHardlinks, newSha256Rchecksum, newCtime);
    }
}
