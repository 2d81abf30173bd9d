package io.brickyard.brickd.glusterd;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Which glusterd a brick belongs to.
 *
 * @param address where it listens
 * @param workDirectory its working directory, where volumes are defined
 * @param runDirectory its run directory, where pid files are
 */
public record GlusterdOptions(InetSocketAddress address, Path workDirectory, Path runDirectory) {
    /** Working directory of glusterd as distributions build it. */
    public static final Path DEFAULT_WORK_DIRECTORY = Path.of("/var/lib/glusterd");
    /** Run directory of glusterd as distributions build it; also where control sockets are, always. */
    public static final Path DEFAULT_RUN_DIRECTORY = Path.of("/var/run/gluster");
}
