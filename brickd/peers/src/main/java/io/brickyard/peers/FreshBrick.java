package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A brick directory as glusterd 10.3 leaves it before the brick's first start, fit for any brick server. */
public final class FreshBrick {
    private FreshBrick() {
    }

    /** Makes the directory, with the volume-id of a new volume and the {@code .glusterfs} that features/index needs. */
    public static Path make(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.createDirectory(directory.resolve(".glusterfs"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Command.check(Duration.ofSeconds(10), List.of(Peer.SETFATTR.path().toString(), "-n",
                "trusted.glusterfs.volume-id", "-v", "0x" + UUID.randomUUID().toString().replace("-", ""),
                directory.toString()));
        return directory;
    }
}
