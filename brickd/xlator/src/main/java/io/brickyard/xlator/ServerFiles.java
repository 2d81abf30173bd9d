package io.brickyard.xlator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What a server writes for itself. A process that serves bricks has no umask, so that clients' modes hold as they come: what
 * it makes beside the bricks must say who may do what, or anybody may.
 */
public final class ServerFiles {
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> PUBLIC = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private ServerFiles() {
    }

    /** Makes a directory that only the owner changes, and those above it, where they are missing. */
    public static Path createDirectories(Path directory) throws IOException {
        return Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
    }

    /** Opens a file that must not be there, for everybody to read. */
    public static OutputStream create(Path file) throws IOException {
        return open(file, PUBLIC, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Writes a file for everybody to read. */
    public static void write(Path file, String text) throws IOException {
        write(file, text, PUBLIC);
    }

    /** Writes a file for the owner alone. */
    public static void writePrivate(Path file, String text) throws IOException {
        write(file, text, PRIVATE);
    }

    /** Leaves what is there, a socket for example, to the owner alone. */
    public static void makePrivate(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PRIVATE);
    }

    private static void write(Path file, String text, Set<PosixFilePermission> rights) throws IOException {
        try (OutputStream out = open(file, rights, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static OutputStream open(Path file, Set<PosixFilePermission> rights, OpenOption... options)
            throws IOException {
        return Channels.newOutputStream(
                Files.newByteChannel(file, Set.of(options), PosixFilePermissions.asFileAttribute(rights)));
    }
}
