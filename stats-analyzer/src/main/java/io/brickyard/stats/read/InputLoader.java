package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads the files, directories and standard input that the user named. A file that cannot be used costs one report and
 * nothing else; the others still count.
 */
public final class InputLoader implements AutoCloseable {
    /** Stands for standard input. */
    public static final String STDIN = "-";

    private final InputStream stdin;
    private final OrderedLoads loads = new OrderedLoads();
    private final Set<Object> seen = new HashSet<>();

    /** A loader that takes {@code -} for {@code stdin}. */
    public InputLoader(InputStream stdin) {
        this.stdin = stdin;
    }

    /** Reads {@code name}: a file, a directory with all below it, or {@code -}. */
    public void load(String name) {
        load(name, null);
    }

    /** Reads {@code name}, whose dumps are all of the probe {@code givenName}. */
    public void load(String name, @Nullable String givenName) {
        if (name.equals(STDIN)) {
            loads.now(new FileLoad(STDIN, givenName, true, () -> stdin));
            return;
        }
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                walk(path, name, givenName);
            } else {
                file(path, name, givenName);
            }
        } catch (InvalidPathException unusable) {
            loads.put(FileLoad.refused(name, 0, "the name cannot be opened: " + unusable.getReason()));
        }
    }

    /** All that was read so far. */
    public Inputs inputs() {
        return loads.finish();
    }

    private void walk(Path directory, String name, @Nullable String givenName) {
        try {
            for (DirectoryFiles.Found file : DirectoryFiles.below(directory)) {
                BasicFileAttributes attributes = file.attributes();
                if (attributes == null || isNew(file.path(), attributes)) {
                    start(file.path(), file.path().toString(), givenName, false);
                }
            }
        } catch (IOException unreadable) {
            loads.put(FileLoad.refused(name, unreadable));
        }
    }

    private void file(Path path, String name, @Nullable String givenName) {
        try {
            if (isNew(path, Files.readAttributes(path, BasicFileAttributes.class))) {
                start(path, name, givenName, true);
            }
        } catch (IOException unreadable) {
            loads.put(FileLoad.refused(name, unreadable));
        }
    }

    /** Whether a file is not one that was named before, by whatever name. What is no file, such as a pipe, always is. */
    private boolean isNew(Path path, BasicFileAttributes attributes) throws IOException {
        Object key = attributes.fileKey();
        return !attributes.isRegularFile() || seen.add(key == null ? path.toRealPath() : key);
    }

    private void start(Path path, String name, @Nullable String givenName, boolean named) {
        loads.start(new FileLoad(name, givenName, named, () -> Files.newInputStream(path)));
    }

    @Override
    public void close() {
        loads.close();
    }
}
