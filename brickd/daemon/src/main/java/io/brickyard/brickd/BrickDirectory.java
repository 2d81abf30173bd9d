package io.brickyard.brickd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.brickyard.posix.BrickException;
import io.brickyard.posix.BrickOptions;
import io.brickyard.posix.BrickRoot;
import io.brickyard.posix.KeySpace;
import io.brickyard.posix.LibcXattr;
import io.brickyard.posix.SysException;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.WireText;
import org.jspecify.annotations.Nullable;

/**
 * What has to be true of a brick directory before it is served, and how one is made.
 *
 * @param options to open it with
 * @param isNew whether it is yet to be made a brick
 */
record BrickDirectory(BrickOptions options, boolean isNew) {
    private static final String VOLUME_ID = "trusted.glusterfs.volume-id";
    private static final String UNPRIVILEGED_VOLUME_ID = "user.brickyard." + VOLUME_ID;

    /** Looks at the directory and changes nothing. */
    static BrickDirectory check(BrickdOptions options) throws BrickdException {
        Path directory = options.brick().toAbsolutePath().normalize();
        if (!Files.isDirectory(directory)) {
            String way = Files.exists(directory) ? "is no directory"
                    : "does not exist; make it with mkdir " + directory;
            throw new BrickdException("brick " + directory + " " + way);
        }
        KeySpace space = options.unprivileged() ? KeySpace.UNPRIVILEGED : KeySpace.TRUSTED;
        Gfid present = volumeId(directory, options.unprivileged());
        if (options.init() && present == null) {
            Gfid id = options.volumeId().orElseGet(Gfid::random);
            return new BrickDirectory(BrickOptions.defaults(directory, id, space), true);
        }
        if (present == null) {
            throw new BrickdException("brick " + directory + " carries no volume-id, so it is no brick yet"
                    + " (or root must read it); make an empty directory one with --init");
        }
        if (options.init() && !isUnused(directory)) {
            throw new BrickdException("brick " + directory + " is in use by volume " + present
                    + " already; serve it without --init");
        }
        Gfid wanted = options.volumeId().orElse(present);
        return new BrickDirectory(BrickOptions.defaults(directory, wanted, space), false);
    }

    /** Makes it a brick if it is to be made one. */
    void makeIfNew() throws BrickException {
        if (isNew) {
            BrickRoot.init(options);
        }
    }

    /** Nothing but what a server puts there when it starts. */
    private static boolean isUnused(Path directory) throws BrickdException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .allMatch(name -> name.equals(".glusterfs") || name.equals("lost+found"));
        } catch (IOException e) {
            throw new BrickdException("brick " + directory + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private static @Nullable Gfid volumeId(Path directory, boolean unprivileged) throws BrickdException {
        String key = unprivileged ? UNPRIVILEGED_VOLUME_ID : VOLUME_ID;
        byte[] value;
        try {
            value = LibcXattr.lget(WireText.encode(directory.toString()), key.getBytes(StandardCharsets.US_ASCII));
        } catch (SysException e) {
            throw new BrickdException("brick " + directory + ": its extended attributes cannot be read ("
                    + e.getMessage() + "); use a file system such as xfs or ext4", e);
        }
        return value == null || value.length != Gfid.BYTES ? null : Gfid.of(value);
    }
}
