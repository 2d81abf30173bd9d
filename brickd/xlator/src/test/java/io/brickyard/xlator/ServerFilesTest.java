package io.brickyard.xlator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Rights of what a server writes, whatever the umask takes away beside. */
class ServerFilesTest {
    @TempDir
    private Path directory;

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void shouldLeaveStateToTheOwnerAloneWhenWritten() throws IOException {
        Path file = directory.resolve("state");
        ServerFiles.writePrivate(file, "one and more");
        ServerFiles.writePrivate(file, "two");
        assertEquals("two", Files.readString(file));
        assertEquals("rw-------", rights(file));
        Path shown = directory.resolve("shown");
        ServerFiles.write(shown, "x");
        assertEquals("rw-------", rights(shown).replace("r--", "---"));
        ServerFiles.makePrivate(shown);
        assertEquals("rw-------", rights(shown));
    }

    @Test
    void shouldWriteThroughNothingThatIsThereWhenCreating() throws IOException {
        Path file = ServerFiles.createDirectories(directory.resolve("a/b")).resolve("dump");
        try (OutputStream out = ServerFiles.create(file)) {
            out.write('x');
        }
        assertEquals("x", Files.readString(file));
        assertThrows(FileAlreadyExistsException.class, () -> ServerFiles.create(file).close());
    }
}
